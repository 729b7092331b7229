import { readOperatorId } from './session.ts'

/** The address of a file that the program makes; a link carries who asks, since it can send no header. */
export function fileLink(path: string, params: Record<string, string | number | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) if (value !== undefined) query.set(name, String(value))
  const operatorId = readOperatorId()
  if (operatorId !== null) query.set('operator', String(operatorId))
  return `/files/${path}?${query}`
}
