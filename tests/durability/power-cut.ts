import type { DiskOperation } from './disk-trace.ts'

/** A number from 0 up to, not including, 1. */
export type Random = () => number

interface Inode {
  /** What is surely on the disk. */
  durable: Buffer
  /** Written since the last sync: any of it, torn or whole, may be there. */
  pending: Extract<DiskOperation, { kind: 'write' | 'truncate' }>[]
}

type Names = Map<string, Inode>
type NameChange = (names: Names) => void

const SECTOR = 512

/**
 * A disk that keeps only what was synced. A cut leaves, of the writes not synced, any selection, each whole, torn at a
 * sector or not at all; and of the names not synced (files made, renamed, removed), the first few in order, as a
 * journalling file system does. Syncing a file does not sync its name: that takes a sync of a folder.
 */
export class CuttableDisk {
  /** As the running program sees it. */
  readonly #names: Names
  /** As a cut leaves it, before #pendingNames. */
  #durableNames: Names
  #pendingNames: NameChange[] = []
  readonly #folders: ReadonlySet<string>

  constructor(files: ReadonlyMap<string, Buffer>, folders: readonly string[]) {
    this.#names = new Map(Array.from(files, ([path, bytes]) => [path, { durable: bytes, pending: [] }]))
    this.#durableNames = new Map(this.#names)
    this.#folders = new Set(folders)
  }

  apply(operation: DiskOperation): void {
    switch (operation.kind) {
      case 'create':
        this.#create(operation.path)
        break
      case 'rename':
        this.#rename(operation.path, operation.to)
        break
      case 'remove':
        this.#change((names) => names.delete(operation.path))
        break
      case 'write':
      case 'truncate':
        this.#inodeOf(operation.path).pending.push(operation)
        break
      case 'sync':
        if (this.#folders.has(operation.path)) this.#syncNames()
        else sync(this.#inodeOf(operation.path))
    }
  }

  /** The files that a power cut at this moment leaves. */
  cut(random: Random): Map<string, Buffer> {
    const names = new Map(this.#durableNames)
    const survived = Math.floor(random() * (this.#pendingNames.length + 1))
    for (const change of this.#pendingNames.slice(0, survived)) change(names)
    return new Map(Array.from(names, ([path, inode]) => [path, afterCut(inode, random)]))
  }

  #create(path: string): void {
    if (this.#names.has(path)) return
    const inode: Inode = { durable: Buffer.alloc(0), pending: [] }
    this.#change((names) => names.set(path, inode))
  }

  #rename(path: string, to: string): void {
    const inode = this.#inodeOf(path)
    this.#change((names) => {
      names.delete(path)
      names.set(to, inode)
    })
  }

  #change(change: NameChange): void {
    change(this.#names)
    this.#pendingNames.push(change)
  }

  #syncNames(): void {
    this.#durableNames = new Map(this.#names)
    this.#pendingNames = []
  }

  #inodeOf(path: string): Inode {
    const inode = this.#names.get(path)
    if (inode === undefined) throw new Error(`the trace uses ${path} before it was made`)
    return inode
  }
}

function sync(inode: Inode): void {
  for (const operation of inode.pending) inode.durable = changed(inode.durable, operation)
  inode.pending = []
}

function afterCut(inode: Inode, random: Random): Buffer {
  let bytes = inode.durable
  for (const operation of inode.pending) {
    const fate = random()
    if (fate < 0.4) continue
    bytes = changed(bytes, operation.kind === 'write' && fate < 0.6 ? torn(operation, random) : operation)
  }
  return bytes
}

type Change = Inode['pending'][number]

function torn(operation: Extract<Change, { kind: 'write' }>, random: Random): Change {
  const sectors = Math.ceil(operation.bytes.length / SECTOR)
  return { ...operation, bytes: operation.bytes.subarray(0, Math.floor(random() * sectors) * SECTOR) }
}

function changed(bytes: Buffer, operation: Change): Buffer {
  if (operation.kind === 'truncate') {
    return Buffer.concat([
      bytes.subarray(0, operation.bytes),
      Buffer.alloc(Math.max(0, operation.bytes - bytes.length)),
    ])
  }
  const result = Buffer.alloc(Math.max(bytes.length, operation.offset + operation.bytes.length))
  bytes.copy(result)
  operation.bytes.copy(result, operation.offset)
  return result
}

/** A small generator with a seed (mulberry32), so that a failure can be repeated. */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
