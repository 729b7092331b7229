/** Migrations without a test file of the same name. */
export function missingTests(migrations: readonly string[], tests: readonly string[]): string[] {
  return migrations.filter((file) => !tests.includes(file.replace(/\.ts$/, '.test.ts')))
}

/** What a migration's text must not do: import anything but Kysely, make a table that is not STRICT. */
export function problemsOf(text: string): string[] {
  const imported = Array.from(text.matchAll(/from '([^']+)'/g), ([, name = '']) => name)
  const tables = Array.from(text.matchAll(/CREATE TABLE (\w+) \([^`]*?\n\s*\)([^`]*)`/g))
  return [
    ...imported.filter((name) => name !== 'kysely').map((name) => `imports ${name}`),
    ...tables.filter(([, , options = '']) => !options.includes('STRICT')).map(([, name]) => `${name} is not STRICT`),
  ]
}
