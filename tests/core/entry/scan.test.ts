import { describe, expect, it } from 'vitest'
import { buildEntryForm } from '../../../src/core/entry/entry-form.ts'
import { newEntry } from '../../../src/core/entry/entry-state.ts'
import { readScan } from '../../../src/core/entry/scan.ts'
import { formKey, pageCode } from '../../../src/core/print/printed-code.ts'
import { CHECKED } from '../../support/checked-questionnaire.ts'
import { EMPTY_HEADER, play, start, type } from './keying.ts'

const form = buildEntryForm(CHECKED)
const header = newEntry(form, 'form-1', EMPTY_HEADER, 0)
const key = formKey(CHECKED.code)
const code = (number: number | null, page = 1) => pageCode({ key, version: 1 }, number, page)
const scan = (text: string, entry = header) => readScan(text, CHECKED, entry)
const kind = (text: string, entry = header) => scan(text, entry).problem?.kind

describe('what a scanned page does', () => {
  // Damm of 000123: 0→0 0→0 0→0 1→3 2→5 3→4, so 4.
  it('gives a form that has not begun its serial', () => {
    expect(scan(code(123))).toEqual({ serial: '000123-4', problem: null })
    expect(scan(code(123).toLowerCase())).toEqual({ serial: '000123-4', problem: null })
  })

  it('replaces the serial of a form without an answer, and of no other', () => {
    expect(scan(code(123), start(form)).serial).toBe('000123-4')
    const keyed = type(form, start(form), '1')
    expect(scan(code(123), keyed)).toEqual({
      serial: null,
      problem: { kind: 'scan-later', params: { serial: '000123-4' } },
    })
    expect(kind(code(123), play(form, start(form), { type: 'text', code: 'wish', words: 'a' }))).toBe('scan-later')
    expect(kind(code(123), type(form, start(form), '↓1'))).toBe('scan-later') // a digit that is no answer yet
  })

  it('says which page of the form at hand it is', () => {
    const keyed = type(form, start(form), '1')
    const entry = { ...keyed, header: { ...keyed.header, serial: '000123-4' } }
    expect(scan(code(123, 3), entry).problem).toEqual({ kind: 'scan-same', params: { page: 3 } })
  })

  it('refuses another questionnaire, another version, a blank form and a misread digit', () => {
    expect(kind(pageCode({ key: formKey('tthc-2017'), version: 1 }, 123, 1))).toBe('scan-other-form')
    expect(scan(pageCode({ key, version: 2 }, 123, 1)).problem).toEqual({
      kind: 'scan-other-version',
      params: { scanned: 2, asked: 1, serial: '000123-4' },
    })
    expect(kind(code(null))).toBe('scan-no-serial')
    expect(kind(code(123).replace('0001234', '0001235'))).toBe('scan-damaged')
  })
})

describe('the form after a scan', () => {
  const before = type(form, start(form), '1')
  const typedOver = type(form, play(form, before, { type: 'text', code: 'wish', words: 'K7M2Q' }), '12.⏎345')

  it('is as it was before the scanner typed, but for the serial', () => {
    const scanned = { serial: '000123-4', problem: null }
    expect(play(form, typedOver, { type: 'scanned', before, scanned })).toEqual({
      ...before,
      header: { ...before.header, serial: '000123-4' },
    })
  })

  it('is left alone when another form has taken its place meanwhile', () => {
    const next = { ...start(form), id: 'form-2' }
    expect(play(form, next, { type: 'scanned', before, scanned: { serial: '1', problem: null } })).toBe(next)
  })
})
