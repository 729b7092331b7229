import { AppError } from '../core/errors.ts'
import { layOutForm } from '../core/print/lay-out-form.ts'
import { pageMapSchema } from '../core/print/page-map.ts'
import { LAYOUT_REVISION, type Variant } from '../core/print/paper.ts'
import { findPageMap } from '../data/print-repository.ts'
import { findQuestionnaireVersion } from '../data/questionnaire-repository.ts'
import { type Download, fileName } from '../files/write-table.ts'
import { definitionOf } from './questionnaires.ts'
import type { Services } from './services.ts'

/**
 * Where the boxes of a version stand on its pages, as JSON: the map kept when it was printed, or that of today's layout
 * where it never was. Throws AppError `questionnaire-not-found`.
 */
export async function readPageMap(
  services: Services,
  input: { readonly code: string; readonly version?: number | undefined; readonly variant: Variant },
): Promise<Download> {
  const { db } = services.store
  const version = await findQuestionnaireVersion(db, input.code, input.version ?? null)
  if (version === null) throw new AppError('questionnaire-not-found', { code: input.code })
  const { variant } = input
  const key = { questionnaireVersionId: version.id, layoutRevision: LAYOUT_REVISION, variant }
  const kept = await findPageMap(db, key)
  const map = kept === null ? layOutForm(definitionOf(version), { variant }).map : pageMapSchema.parse(JSON.parse(kept))
  const name = fileName('file-page-map', `${version.code} v${version.version}`, 'json')
  return { name, type: 'application/json', chunks: once(`${JSON.stringify(map, null, 2)}\n`) }
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
