import { rm } from 'node:fs/promises'
import { errorMessage } from '../../core/errors.ts'
import { MOST_COPIES } from '../../core/input-rules.ts'
import { VARIANTS } from '../../core/print/paper.ts'
import type { PrintedForm } from '../../core/print/printed-form.ts'
import { type Command, type CommandInput, expectPositionals } from './command.ts'
import { assertWritableFolder, assertWritableTarget } from './writable-target.ts'
import { writeWhole } from './write-file.ts'

const TELL_EVERY = 100

export const form: Command = {
  help: 'help-form',
  options: {
    survey: 'string',
    copies: 'string',
    batch: 'string',
    variant: 'string',
    blank: 'boolean',
    out: 'string',
    map: 'string',
  },
  run: async (input) => {
    expectPositionals(input, 'form', 0)
    const surveyCode = input.needed('survey')
    input.needed('copies')
    const { printForms } = await import('../../app/print-forms.ts')
    const copies = input.whole('copies', { min: 1, max: MOST_COPIES, otherwise: 1 })
    const variant = input.choice('variant', VARIANTS) ?? 'standard'
    const file = input.needed('out')
    assertWritableTarget(file, { database: input.databaseFile })
    const map = input.text('map')
    if (map !== undefined) assertWritableTarget(map, { database: input.databaseFile, inputs: [file] })
    for (const target of [file, ...(map === undefined ? [] : [map])]) assertWritableFolder(target)
    const { commandOperator } = await import('../../app/operators.ts')
    const services = await input.open({ create: false })
    const asked = { surveyCode, copies, variant, batch: input.text('batch'), isBlank: input.flag('blank') }
    const listeners = { signal: input.signal, onForm: teller(input, copies) }
    const printed = await printForms(services, await commandOperator(services), asked, listeners)
    const { serials, form } = printed
    try {
      await writeWhole(file, printed.chunks)
      if (map !== undefined) await writeMap(map, form, file)
      await printed.finish()
    } catch (error) {
      if (serials !== null) input.tell(errorMessage('cli-form-cancelled', serials, 'vi'))
      throw error
    }
    const pages = form.pages.length
    const line =
      serials === null
        ? errorMessage('cli-form-blank-done', { file, copies, pages }, 'vi')
        : errorMessage('cli-form-done', { file, copies, pages, ...serials }, 'vi')
    const json = {
      survey: surveyCode,
      copies,
      pages,
      serials,
      variant,
      batch: asked.batch ?? '',
      file,
      map: map ?? null,
    }
    return { json, lines: [line] }
  },
}

/** Without its map the PDF goes too: a failed command leaves no file. */
async function writeMap(file: string, form: PrintedForm, pdf: string): Promise<void> {
  try {
    await writeWhole(file, [`${JSON.stringify(form.map, null, 2)}\n`])
  } catch (error) {
    await rm(pdf, { force: true })
    throw error
  }
}

function teller({ tell }: CommandInput, copies: number): (done: number) => void {
  return (done) => {
    if (done % TELL_EVERY === 0) tell(errorMessage('cli-form-progress', { done, copies }, 'vi'))
  }
}
