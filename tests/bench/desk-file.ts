import { createOperator } from '../../src/app/operators.ts'
import { openServices } from '../../src/app/services.ts'
import { copyOfDemo } from './measure.ts'

/** The demonstration with somebody to key in it, in the file `name`. Nothing was backed up since. */
export async function deskFile(folder: string, responses: number, name: string): Promise<string> {
  const file = copyOfDemo(folder, responses, name)
  const services = await openServices(file, { allowAnyFolder: true })
  await createOperator(services, null, { name: 'Nguyễn Thị Mẫu', role: 'administrator' })
  await services.close()
  return file
}
