// What an import costs at least: the same reader and the same SQLite, one text column a column, nothing checked.
// Arguments: CSV file, new database file.
import { createReadStream } from 'node:fs'
import BetterSqlite3 from 'better-sqlite3'
import Papa from 'papaparse'

const [csv = '', file = ''] = process.argv.slice(2)
const db = new BetterSqlite3(file)
db.pragma('journal_mode = WAL')
db.pragma('synchronous = FULL')
let insert: BetterSqlite3.Statement | null = null
db.exec('BEGIN')
Papa.parse<string[]>(createReadStream(csv), {
  chunk: ({ data }) => {
    for (const row of data) {
      if (insert === null) insert = prepareTable(row.length)
      else if (row.length > 1) insert.run(row)
    }
  },
  complete: () => {
    db.exec('COMMIT')
    db.close()
  },
})

function prepareTable(columns: number): BetterSqlite3.Statement {
  const names = Array.from({ length: columns }, (_, place) => `c${place}`)
  db.exec(`CREATE TABLE response (${names.map((name) => `${name} TEXT`).join(', ')})`)
  return db.prepare(`INSERT INTO response VALUES (${names.map(() => '?').join(', ')})`)
}
