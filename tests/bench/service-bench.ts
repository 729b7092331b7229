import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { keepService, type Service } from '../../electron/service.ts'
import type { ServiceMessage } from '../../electron/service-message.ts'
import { buildParts } from '../../src/host/build.ts'
import { deskFile } from './desk-file.ts'
import { type BenchContext, commandEnvironment, mb, median, ms, type Section, times } from './measure.ts'

const ENTRY = join(import.meta.dirname, '../../dist/service/service.js')
const LOOKS = 20

/** The service as it is packaged, in a process of its own, asked as the window asks it. Node stands for Electron. */
export async function bench({ folder, responses }: BenchContext): Promise<Section> {
  await buildParts(['service'], { onlyStale: true })
  const file = await deskFile(folder, responses, `service-${responses}`)
  const { service, pid } = startService([file, join(folder, 'service.log')])
  try {
    const person = await ask<{ id: number }[]>(service, 'operator.list', {}, 0)
    const operator = person[0]?.id ?? 0
    const isOpen = memoryOf(pid())
    const { surveys } = await ask<{ surveys: { id: number }[] }>(service, 'home.get', {}, operator)
    const input = { surveyId: surveys[0]?.id ?? 0 }
    const [first = 0, ...looks] = await times(1 + LOOKS, () => ask(service, 'results.get', input, operator))
    const filtered = { ...input, where: { groupId: 1 } }
    const part = await times(LOOKS, () => ask(service, 'results.get', filtered, operator))
    const rows = [
      ms('results screen, first answer', first),
      ms('results screen, p50', median(looks)),
      ms('results screen of one respondent group, p50', median(part), 100),
      mb('memory of the service, the file open', isOpen),
      mb('memory of the service, results looked at', memoryOf(pid()), responses >= 1_000_000 ? 400 : 150),
    ]
    return { rows: rows.filter(({ figure }) => !Number.isNaN(figure)), notes: [] }
  } finally {
    await service.close()
  }
}

function startService(args: string[]): { service: Service; pid: () => number } {
  let pid = 0
  const spawn = () => {
    const child = fork(ENTRY, args, { serialization: 'advanced', env: commandEnvironment() })
    pid = child.pid ?? 0
    return {
      post: (message: ServiceMessage) => child.connected && child.send(message),
      onMessage: (listener: (message: ServiceMessage) => void) => child.on('message', listener),
      onExit: (listener: () => void) => child.once('exit', () => listener()),
      kill: () => child.kill(),
    }
  }
  return { service: keepService(spawn, () => undefined), pid: () => pid }
}

async function ask<Answer>(service: Service, name: string, input: object, operator: number): Promise<Answer> {
  const url = `app://sipas/trpc/${name}?input=${encodeURIComponent(JSON.stringify(input))}`
  const response = await service.fetch(new Request(url, { headers: { 'x-sipas-operator': String(operator) } }))
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`)
  return (await response.json()).result.data
}

/** Resident, or NaN where the machine doesn't tell. */
function memoryOf(pid: number): number {
  if (process.platform !== 'linux') return Number.NaN
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000
}
