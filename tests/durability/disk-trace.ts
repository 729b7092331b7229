import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a program asked of the disk, in order, and what it said meanwhile (to its standard output). */
export type DiskOperation =
  | { readonly kind: 'create'; readonly path: string }
  | { readonly kind: 'write'; readonly path: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly path: string; readonly bytes: number }
  | { readonly kind: 'sync'; readonly path: string }
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'say'; readonly line: string }

export const hasStrace = spawnSync('strace', ['--version']).status === 0

/** The wrapper of a command that is to be traced (strace 5.3 or newer: --seccomp-bpf). */
export function traceInto(traceFile: string): string[] {
  const calls = 'pwrite64,write,fsync,fdatasync,ftruncate,openat,rename,unlink,link'
  const form = ['-f', '--seccomp-bpf', '-y', '-xx', '-s', '1000000']
  return ['strace', ...form, '-e', `trace=${calls}`, '-e', 'signal=none', '-o', traceFile]
}

/** Reads a trace; only what happened inside `folder` (its absolute path) and on standard output. */
export function readTrace(traceFile: string, folder: string): DiskOperation[] {
  return readFileSync(traceFile, 'latin1')
    .split('\n')
    .flatMap((line) => operationOf(line, folder) ?? [])
}

function operationOf(line: string, folder: string): DiskOperation | null {
  const call = /^\d+ +(\w+)\((.*)$/.exec(line)
  if (call === null || / = -1 E/.test(line)) return null
  const [, name = '', rest = ''] = call
  const strings = Array.from(rest.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g), ([, hex = '']) => bytesOf(hex))
  const [first = Buffer.alloc(0), second] = strings
  if (name === 'write' && rest.startsWith('1<')) return { kind: 'say', line: first.toString('utf8').trim() }
  const opened = bytesOf(/^(?:\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>/.exec(rest)?.[1] ?? '').toString('utf8')
  const isNamed = ['openat', 'rename', 'unlink'].includes(name)
  const path = isNamed ? join(first.toString('utf8')) : opened
  if (path !== folder && !path.startsWith(`${folder}/`)) return null
  const last = Number(/(\d+)\)? *(?:= |<unfinished)/.exec(rest)?.[1] ?? Number.NaN)
  switch (name) {
    case 'openat':
      return rest.includes('O_CREAT') ? { kind: 'create', path } : null
    case 'pwrite64':
      return { kind: 'write', path, offset: last, bytes: first }
    case 'write':
      throw new Error(`${path} is written without an offset: the model cannot follow`)
    case 'ftruncate':
      return { kind: 'truncate', path, bytes: last }
    case 'rename':
      return { kind: 'rename', path, to: second?.toString('utf8') ?? '' }
    case 'unlink':
      return { kind: 'remove', path }
    default:
      return { kind: 'sync', path }
  }
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex')
}
