import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listBackups } from '../../src/app/backup.ts'
import { checkStore } from '../../src/app/check-store.ts'
import { previewImport } from '../../src/app/import-preview.ts'
import type { Reject } from '../../src/app/import-responses.ts'
import { getResponse, listResponsePage } from '../../src/app/responses.ts'
import { getSurvey, updateSurvey } from '../../src/app/surveys.ts'
import { importText, validCount } from '../support/import-text.ts'
import { makeWorkspace } from '../support/make-services.ts'

const lines = (rejects: readonly Reject[]): string[] =>
  rejects.map(({ row, column, message }) => `${row} ${column}: ${message.vi}`)

describe('an import', () => {
  test('saves every good row whole, with its history, and says what it recognised', async () => {
    const workspace = await makeWorkspace()
    const { services, survey, administrator } = workspace
    const csv = 'serial;agency;sector;respondent_group;weight;collected_on;k01;comment\n'
    const result = await importText(workspace, `${csv}001;SO-XD;land;G1;1,5;05/03/2026;4;Tốt\n`)
    expect(result).toMatchObject({
      rowsRead: 1,
      accepted: 1,
      rejected: 0,
      duplicates: 0,
      encoding: 'utf-8',
      delimiter: ';',
    })
    const { rows } = await listResponsePage(services, { surveyId: survey.id, offset: 0, limit: 9 })
    const saved = await getResponse(services, { surveyId: survey.id, id: rows[0]?.id ?? '' })
    expect(saved).toMatchObject({ isImported: true, keyerName: administrator.name })
    expect(saved.header).toMatchObject({
      serial: '001',
      agencyId: 1,
      sectorId: 1,
      groupId: 1,
      weight: 1.5,
      collectedOn: '2026-03-05',
    })
    expect(saved.texts).toEqual({ comment: 'Tốt' })
    expect(saved.revisions).toMatchObject([{ rev: 1, kind: 'import', operatorName: administrator.name }])
    expect(await checkStore(services)).toEqual({ isClean: true, findings: [] })
  })

  test('a thousands point in a file of semicolons is listed, in one of commas it is a decimal point', async () => {
    const workspace = await makeWorkspace()
    const unclear = await importText(workspace, 'serial;weight\n1;1.250\n2;1,25\n')
    expect([unclear.accepted, lines(unclear.rejects).join()]).toEqual([1, expect.stringMatching(/^2 weight: “1\.250”/)])
    expect(await importText(workspace, 'serial,weight\n3,1.250\n')).toMatchObject({ accepted: 1 })
  })

  test('finds agencies, sectors and groups by code or name, in any case', async () => {
    const workspace = await makeWorkspace()
    const csv = 'serial,agency,sector,respondent_group\n1,so-xd,Đất đai,người dân\n2,SỞ XÂY DỰNG,LAND,g1\n'
    expect(await importText(workspace, csv)).toMatchObject({ accepted: 2, rejects: [] })
  })

  test('lists every bad cell with its row and column, and imports the rest', async () => {
    const workspace = await makeWorkspace()
    const csv = [
      'serial,agency,sector,weight,collected_on,k01,k02,wish',
      '1,SO-XD,land,1,2026-03-05,5,4,1;2',
      ',SO-XD,land,1,2026-03-05,5,4,1',
      '3,SO-YY,trees,1,2026-03-05,5,4,1',
      '4,SO-XD,land,-1,30/02/2026,9,rất tốt,1',
      '',
      '6,SO-XD,land,1,2026-03-05,5,4,1;2;3;4',
      '7,SO-XD,land,1,2026-03-05,5,4,1,8',
      '1,SO-XD,land,1,2026-03-05,5,4,1',
      '9,"SO"XD",land,1,2026-03-05,5,4,1',
    ].join('\n')
    const result = await importText(workspace, csv)
    expect(result).toMatchObject({ rowsRead: 8, accepted: 1, rejected: 6, duplicates: 1, rejectCount: 11 })
    expect(lines(result.rejects)).toEqual([
      '3 serial: Chưa ghi số phiếu. Nhập số in trên tờ phiếu.',
      '4 agency: “SO-YY” chưa có trong đợt khảo sát. Thêm mã này vào đợt, hoặc cho phép tự tạo mã còn thiếu khi nhập.',
      '4 sector: “trees” chưa có trong đợt khảo sát. Thêm mã này vào đợt, hoặc cho phép tự tạo mã còn thiếu khi nhập.',
      '5 weight: Trọng số phải là số từ 0,000001 đến 1.000.000.000.',
      '5 collected_on: “30/02/2026” không phải là một ngày có thật.',
      '5 k01: “9” không phải là mã hay tên của một phương án trả lời. Ô này chỉ nhận 1–5.',
      '5 k02: “rất tốt” không phải là mã hay tên của một phương án trả lời. Ô này chỉ nhận 1–5.',
      '7 wish: Câu 10 đánh dấu 4 ô, chỉ được chọn tối đa 3. Bỏ bớt, hoặc ghi MULT (ở bàn nhập: phím *).',
      '8 : Dòng có 9 ô, dòng tiêu đề chỉ có 8 cột. Có thể thừa dấu phân cách trong một ô.',
      '9 serial: Số phiếu “1” đã có trong đợt khảo sát hoặc ở một dòng phía trên. Dòng này không được nhập.',
      '10 : Dấu ngoặc kép (") trong dòng đặt sai chỗ. Dấu ngoặc kép bên trong ô phải viết hai lần.',
    ])
  })

  test('makes what is missing when told to, once each, and counts it', async () => {
    const workspace = await makeWorkspace({ agencyUnitIds: [], sectorIds: [], groups: [] })
    const csv = [
      'serial,agency,sector,unit,stratum,cluster,respondent_group',
      '1,SO-XD,land,XA-01,city,V1,G9',
      '2,SO-MOI,rừng,XA-01,city,V2,G9',
      '3,SO-MOI,rừng,XA-02,CITY,V2,G9',
    ].join('\n')
    const { created, createdCodes, accepted } = await importText(workspace, csv, { createMissing: true })
    expect(accepted).toBe(3)
    // Sample codes differ by case; SO-XD and the sector land exist, but not yet in the survey.
    expect(created).toEqual({ agencies: 2, sectors: 2, units: 2, strata: 2, clusters: 2, groups: 1, batches: 0 })
    expect(createdCodes).toMatchObject({ sectors: ['land', 'rừng'], strata: ['city', 'CITY'], groups: ['G9'] })
    const { agencies, sectors, strata } = await getSurvey(workspace.services, workspace.survey.id)
    expect(agencies.map(({ code, name }) => [code, name])).toEqual([
      ['SO-XD', 'Sở Xây dựng'],
      ['SO-MOI', 'SO-MOI'],
    ])
    expect(sectors.map(({ code }) => code)).toEqual(['land', 'rừng'])
    expect(strata).toMatchObject([
      { code: 'city', population: null },
      { code: 'CITY', population: null },
    ])
    expect(await importText(workspace, csv, { createMissing: true })).toMatchObject({ accepted: 0, duplicates: 3 })
    const later = await importText(workspace, 'serial,stratum,cluster\n4,City,v1\n', { createMissing: true })
    expect(later.created).toMatchObject({ strata: 1, clusters: 1 })
  })

  test('one part by two of its names, in two cases, or as agency and unit is made once', async () => {
    const workspace = await makeWorkspace({ agencyUnitIds: [], sectorIds: [], groups: [] })
    const csv = [
      'serial,agency,sector,unit,respondent_group',
      '1,Sở Xây dựng,Đất đai,A1,G1',
      '2,SO-XD,land,a1,g1',
      '3,A1,LAND,X1,G1',
      '4,a1,Land,x1,g1',
    ].join('\n')
    const result = await importText(workspace, csv, { createMissing: true })
    expect(result).toMatchObject({ accepted: 4, rejects: [] })
    expect(result.created).toEqual({ agencies: 2, sectors: 1, units: 2, strata: 0, clusters: 0, groups: 1, batches: 0 })
    const { agencies, sectors, groups } = await getSurvey(workspace.services, workspace.survey.id)
    expect([agencies, sectors, groups].map((parts) => parts.map(({ code }) => code))).toEqual([
      ['SO-XD', 'A1'],
      ['land'],
      ['G1'],
    ])
  })

  test('nothing is made for a row that is refused', async () => {
    const workspace = await makeWorkspace()
    await importText(workspace, 'serial,agency\n1,SO-XD\n')
    const long = 'x'.repeat(41)
    const csv = `serial,agency,stratum\n1,NEW-A,S1\n2,SO-XD,S2\n2,NEW-B,S3\n3,NEW-C,${long}\n3,NEW-D,S4\n`
    const result = await importText(workspace, csv, { createMissing: true })
    expect(result).toMatchObject({ accepted: 2, duplicates: 2, rejected: 1, created: { agencies: 1, strata: 2 } })
    expect(result.rejects.map(({ row, code }) => [row, code])).toEqual([
      [2, 'duplicate-serial'],
      [4, 'duplicate-serial'],
      [5, 'key-bad'],
    ])
    const { agencies, strata } = await getSurvey(workspace.services, workspace.survey.id)
    expect(agencies.map(({ code }) => code)).toEqual(['SO-XD', 'SO-TC', 'NEW-D'])
    expect(strata.map(({ code }) => code)).toEqual(['S2', 'S4'])
  })

  test('a code too long to be one is refused even then', async () => {
    const workspace = await makeWorkspace()
    const result = await importText(workspace, `serial,agency\n1,${'x'.repeat(41)}\n`, { createMissing: true })
    expect(result).toMatchObject({ accepted: 0, rejected: 1, rejects: [{ row: 2, column: 'agency', code: 'key-bad' }] })
  })

  test('names unknown columns and answers to questions not asked', async () => {
    const workspace = await makeWorkspace()
    const result = await importText(workspace, 'serial,ghi_chu,u_result,u_late_notice\n1,x,1,2\n')
    expect(result).toMatchObject({ accepted: 1, ignoredColumns: ['ghi_chu'], notAsked: 1 })
  })

  test('columns go by another name where told', async () => {
    const workspace = await makeWorkspace()
    const mapping = { 'Số phiếu': 'serial', 'Câu 1': 'k01' }
    expect(await importText(workspace, 'Số phiếu,Câu 1\n1,5\n', { mapping })).toMatchObject({
      accepted: 1,
      ignoredColumns: [],
    })
  })

  test('a column may be called like a property of every object, mapped or not', async () => {
    const workspace = await makeWorkspace()
    const csv = (serial: string) => `serial,constructor,toString,valueOf,__proto__,k01\n${serial},a,b,c,d,5\n`
    const names = ['constructor', 'toString', 'valueOf', '__proto__']
    const mapping = { constructor: '', k01: 'k01' }
    expect(await importText(workspace, csv('1'))).toMatchObject({ accepted: 1, ignoredColumns: names })
    expect(await importText(workspace, csv('2'), { mapping })).toMatchObject({
      accepted: 1,
      ignoredColumns: names.slice(1),
    })
  })

  test('columns that clash are named as the file names them, and a file of thousands is refused', async () => {
    const workspace = await makeWorkspace()
    await expect(
      importText(workspace, 'a,b,k01\n1,2,5\n', { mapping: { a: 'serial', b: 'serial' } }),
    ).rejects.toMatchObject({ code: 'import-columns-same', params: { column: 'a', other: 'b', target: 'serial' } })
    await expect(
      importText(workspace, 'Số,Mã,mã\n1,2,3\n', { mapping: { Số: 'serial', Mã: 'k01', mã: 'k01' } }),
    ).rejects.toMatchObject({ code: 'import-column-repeated', params: { column: 'mã' } })
    const wide = ['serial', ...Array.from({ length: 2000 }, (_, at) => `c${at}x`)]
    await expect(importText(workspace, `${wide.join()}\n1\n`)).rejects.toMatchObject({
      code: 'import-too-many-columns',
      params: { columns: 2001, limit: 2000 },
    })
  })

  test('a column told to be passed over is; how the file was read is kept for the next of its make', async () => {
    const workspace = await makeWorkspace()
    const mapping = { 'Số phiếu': 'serial', 'Câu 1': 'k01', k02: '' }
    const preview = (content: string) =>
      previewImport(workspace.services, {
        surveyCode: workspace.survey.code,
        encoding: 'auto',
        delimiter: 'auto',
        open: async function* () {
          yield Buffer.from(content)
        },
      })
    const csv = 'Số phiếu,Câu 1,k02\n1,5,9\n2,9,9\n'
    expect((await preview(csv)).remembered).toBeNull()
    await importText(workspace, csv, { mapping, isDryRun: true })
    expect((await preview(csv)).remembered).toBeNull()
    expect(await importText(workspace, csv, { mapping })).toMatchObject({ accepted: 1, ignoredColumns: [] })
    // A file of its rejects has four columns more and is read the same way.
    const reasons = [
      'Không nhận: dòng,Không nhận: cột,Không nhận: mã lỗi,Không nhận: lý do',
      'reject_row,reject_column,reject_code,reject_reason',
    ]
    for (const [at, columns] of reasons.entries()) {
      const rejects = `Số phiếu,Câu 1,k02,${columns}\n${2 + at},4,9,3,k01,x,y\n`
      const seen = await preview(rejects)
      expect(seen.remembered).toEqual(mapping)
      expect(seen.columns.slice(0, 2)).toMatchObject([{ target: 'serial' }, { target: 'u_source', by: 'number' }])
      const read = { accepted: 1, rejects: [], ignoredColumns: [] }
      expect(await importText(workspace, rejects, { mapping })).toMatchObject(read)
    }
  })

  test('rows that name no batch go to the one told', async () => {
    const workspace = await makeWorkspace()
    await importText(workspace, 'serial,batch\n1,L1\n', { createMissing: true })
    await importText(workspace, 'serial,batch\n2,\n3,L2\n', { batchCode: 'L1', createMissing: true })
    const { batches } = await getSurvey(workspace.services, workspace.survey.id)
    const byId = new Map(batches.map(({ id, code }) => [id, code]))
    const rows = await workspace.services.store.db.selectFrom('response').select(['serial', 'batch_id']).execute()
    expect(rows.map((row) => [row.serial, byId.get(row.batch_id)])).toEqual([
      ['1', 'L1'],
      ['2', 'L1'],
      ['3', 'L2'],
    ])
    await expect(importText(workspace, 'serial\n4\n', { batchCode: 'L9' })).rejects.toThrow('không có lô mã “L9”')
  })

  test('a dry run finds the same and writes nothing', async () => {
    const workspace = await makeWorkspace()
    const csv = 'serial,agency,k01\n1,NEW,5\n2,NEW,9\n1,NEW,4\n'
    const dry = await importText(workspace, csv, { createMissing: true, isDryRun: true })
    expect(dry).toMatchObject({ rowsRead: 3, accepted: 1, rejected: 1, duplicates: 1, created: { agencies: 1 } })
    expect(await validCount(workspace)).toBe(0)
    expect((await getSurvey(workspace.services, workspace.survey.id)).agencies).toHaveLength(2)
    expect(await importText(workspace, csv, { createMissing: true })).toEqual(dry)
  })

  test('makes a backup first', async () => {
    const workspace = await makeWorkspace()
    await importText(workspace, 'serial\n1\n')
    const [backup] = listBackups(workspace.services.store.file)
    expect(backup).toMatchObject({ reason: 'import', isVerified: true })
    expect(existsSync(workspace.services.store.file)).toBe(true)
  })
})

describe('an import leaves everything as it was', () => {
  const refusals: [string, string, string][] = [
    ['no header', '', 'Tệp không có dữ liệu'],
    ['only empty rows', '\n\n,,\n', 'Tệp không có dữ liệu'],
    ['no serial column', 'stt,k01\n1,5\n', 'Dòng tiêu đề không có cột “serial”'],
    ['a column twice', 'serial,k01,k01\n1,5,5\n', 'Cột “k01” xuất hiện hai lần'],
    ['a question two ways', 'serial,wish,wish_1\n1,1,1\n', 'Câu “wish” vừa có cột gộp'],
    ['an open quote after good rows', 'serial,k01\n1,5\n2,"5\n3,4\n', 'Dòng 3: dấu ngoặc kép'],
    ['an old Excel file', '\u00d0\u00cf\u0011\u00e0', 'Excel đời cũ'],
  ]
  test.each(refusals)('%s', async (_, content, message) => {
    const workspace = await makeWorkspace()
    await expect(
      importText(workspace, Buffer.from(content, content.startsWith('\u00d0') ? 'latin1' : 'utf8')),
    ).rejects.toThrow(message)
    expect(await validCount(workspace)).toBe(0)
  })

  test('a closed or unknown survey', async () => {
    const workspace = await makeWorkspace()
    await updateSurvey(workspace.services, { id: workspace.survey.id, state: 'closed' })
    await expect(importText(workspace, 'serial\n1\n')).rejects.toThrow('đã đóng')
    await expect(importText(workspace, 'serial\n1\n', { surveyCode: 'X' })).rejects.toThrow(
      'Không tìm thấy đợt khảo sát',
    )
  })

  test('stopped half way', async () => {
    const workspace = await makeWorkspace()
    const stop = new AbortController()
    const csv = `serial,agency\n${Array.from({ length: 2000 }, (_, n) => `${n},NEW`).join('\n')}`
    const onProgress = (rows: number): void => {
      if (rows > 500) stop.abort()
    }
    const running = importText(workspace, csv, { signal: stop.signal, onProgress, createMissing: true })
    await expect(running).rejects.toMatchObject({ code: 'import-cancelled' })
    expect(await validCount(workspace)).toBe(0)
    expect((await getSurvey(workspace.services, workspace.survey.id)).agencies).toHaveLength(2)
  })

  test('a file that breaks off while it is read', async () => {
    const workspace = await makeWorkspace()
    const open = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('serial\n1\n2\n'.padEnd(200, '\n'))
      throw new Error('the disk is gone')
    }
    await expect(importText(workspace, '', { open })).rejects.toThrow()
    expect(await validCount(workspace)).toBe(0)
  })
})

test('rows in = accepted + rejected + duplicates, and each refused row is listed, for any table', async () => {
  const workspace = await makeWorkspace()
  const cell = fc.oneof(
    fc.constantFrom('', '1', '2', '5', '9', 'NA', 'SO-XD', 'land', '"', 'a;b', "'=1", '2026-01-01', '1,5', '\ufffd'),
    fc.string({ maxLength: 6 }),
  )
  const header = fc.shuffledSubarray(['agency', 'sector', 'weight', 'k01', 'k02', 'wish', 'comment', 'xyz'])
  const table = fc.record({ header, rows: fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 12 }) })
  await fc.assert(
    fc.asyncProperty(table, async ({ header, rows }) => {
      const quoted = (cells: readonly string[]): string =>
        cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')
      const csv = [['serial', 'k03', ...header], ...rows].map(quoted).join('\n')
      const refused = new Set<number>()
      const onRejected = (_: readonly string[], rejects: readonly Reject[]): void => {
        for (const { row } of rejects) refused.add(row)
      }
      const before = await validCount(workspace)
      const result = await importText(workspace, csv, { onRejected, delimiter: ',', encoding: 'utf-8' })
      const filled = rows.filter((cells) => cells.some((text) => text.trim() !== '')).length
      expect(result.rowsRead).toBe(filled)
      expect(result.accepted + result.rejected + result.duplicates).toBe(filled)
      expect(refused.size).toBe(result.rejected + result.duplicates)
      expect(await validCount(workspace)).toBe(before + result.accepted)
    }),
    { numRuns: 60 },
  )
})

test('no bytes whatever crash an import: they are imported, listed or refused with a message', async () => {
  const workspace = await makeWorkspace()
  const starts = [
    '',
    'serial\n',
    'serial,k01\n1,',
    '\u00ff\u00fe',
    'PK\u0003\u0004',
    '\u00ef\u00bb\u00bfserial;k01\n',
    'sep=;\n',
  ]
  const bytes = fc
    .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }))
    .map(([start, rest]) => Buffer.concat([Buffer.from(start, 'latin1'), rest]))
  await fc.assert(
    fc.asyncProperty(bytes, async (content) => {
      const outcome = await importText(workspace, content, { isDryRun: true }).catch(
        (error: { code?: string }) => error.code,
      )
      if (typeof outcome !== 'object') expect(outcome).toMatch(/^(file|csv|xlsx|import|table)-/)
      else expect(outcome.accepted + outcome.rejected + outcome.duplicates).toBe(outcome.rowsRead)
    }),
    { numRuns: 300 },
  )
})
