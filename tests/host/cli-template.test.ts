import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addReportTemplate } from '../../src/app/report/report-templates.ts'
import { openServices } from '../../src/app/services.ts'
import { makeTemplate, templateText } from '../support/make-template.ts'
import { json, run, withDemo } from '../support/run-cli.ts'

test('sipas report fills a template, kept or as a file, for all or for each', async () => {
  const { db, folder } = await withDemo(300)
  const content = await makeTemplate(['{pham_vi}: {n}'])
  const file = join(folder, 'mau.docx')
  writeFileSync(file, content)
  const services = await openServices(db, { allowAnyFolder: true })
  const [row] = await services.store.db.selectFrom('operator').select('id').execute()
  const operator = { id: row?.id ?? 0, key: '', name: 'x', role: 'administrator', isActive: true } as const
  await addReportTemplate(services, operator, { name: 'Mẫu sở', scope: 'agency', fileName: 'a.docx', content })
  await services.close()
  const REPORT = ['report', '--db', db, '--survey', 'DEMO'] as const
  const out = join(folder, 'r.docx')
  expect(await json(...REPORT, '--template', file, '--out', out)).toMatchObject({ template: file, format: 'docx' })
  expect(await templateText(readFileSync(out))).toMatch(/: 300$/)
  await json(...REPORT, '--template', 'mau so', '--agency', 'SO-XD', '--out', join(folder, 's.docx'))
  expect(await templateText(readFileSync(join(folder, 's.docx')))).toMatch(/^Sở Xây dựng: \d+$/)
  expect(await run(...REPORT, '--template', file, '--out', file)).toMatchObject({ code: 2 })
  expect(readFileSync(file)).toEqual(Buffer.from(content))
  const all = join(folder, 'all')
  mkdirSync(all)
  await json(...REPORT, '--template', 'Mẫu sở', '--each', 'agency', '--out', all)
  expect(readdirSync(all)).toContain('Mẫu sở - DEMO - SO-XD.docx')
  const refused = [
    [['--template', 'Mẫu sở', '--out', join(folder, 'x.docx')], /lập cho báo cáo một cơ quan/],
    [['--template', 'Không có', '--out', join(folder, 'x.docx')], /Các mẫu đang có: Mẫu sở/],
    [['--template', join(folder, 'none.docx'), '--out', join(folder, 'x.docx')], /none\.docx/],
    [['--out', join(folder, 'x.docx')], /--format/],
  ] as const
  for (const [args, words] of refused) {
    const { code, err } = await run(...REPORT, ...args)
    expect([code === 0, err]).toEqual([false, expect.stringMatching(words)])
  }
})
