import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Runs a TypeScript file in a process of its own, so that it can be killed; its lines arrive on `lines`. */
export function runChild(
  script: string,
  args: readonly string[],
  options: { readonly wrapper?: readonly string[]; readonly uid?: number } = {},
): {
  child: ChildProcess
  lines: AsyncIterable<string>
  ended: Promise<{ code: number | null; signal: string | null }>
} {
  const [command = process.execPath, ...rest] = [...(options.wrapper ?? []), process.execPath, script, ...args]
  const child = spawn(command, rest, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid }),
  })
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  return { child, lines: createInterface({ input: child.stdout }), ended }
}
