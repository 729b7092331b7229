import type { Generated } from 'kysely'
import type { TemplateScope } from '../core/report/template-tags.ts'

/** A Word file of an office's own, filled with the figures of a survey. */
export interface ReportTemplateTable {
  id: Generated<number>
  name: string
  /** The name in lower case without marks. */
  folded: string
  scope: TemplateScope
  file_name: string
  content: Uint8Array
  /** Of `content`, in hex. */
  sha256: string
  operator_id: number
  at_ms: number
}
