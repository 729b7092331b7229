import type { Download } from '../../src/files/write-table.ts'

/** A file on its way out, whole. */
export async function bytesOf({ chunks }: Download): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const chunk of chunks) all.push(chunk)
  return Buffer.concat(all)
}

export async function textOf(file: Download): Promise<string> {
  return (await bytesOf(file)).toString('utf8')
}
