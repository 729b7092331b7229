import { expect, test } from 'vitest'
import { createHttpApp } from '../../src/api/http-app.ts'
import { createOperator, ROLES } from '../../src/app/operators.ts'
import { makeWorkspace } from '../support/make-services.ts'

test('registers go out to everyone who reads results; figures come in from supervisors and analysts alone', async () => {
  const { services, administrator } = await makeWorkspace()
  const app = createHttpApp(services)
  const links = ['target-standing?survey=HN-2026', 'par-index?year=2026', 'external-figures?format=xlsx']
  const body = 'Nguồn;Địa phương;Năm;Giá trị\nSIPAS;Cả nước;2024;83,94\n'
  const send = (id: string, type = 'application/octet-stream') =>
    app.request('/files/external-figures?dryRun=1', {
      method: 'POST',
      headers: { 'content-type': type, 'x-sipas-operator': id },
      body,
    })
  for (const role of ROLES.filter((known) => known !== 'administrator')) {
    const id = String((await createOperator(services, administrator, { name: role, role })).id)
    for (const link of links) {
      expect((await app.request(`/files/${link}`)).status, link).toBe(401)
      expect((await app.request(`/files/${link}&operator=${id}`)).status, `${link} as ${role}`).toBe(200)
    }
    const mayWrite = role === 'supervisor' || role === 'analyst'
    expect((await send(id)).status, role).toBe(mayWrite ? 200 : 403)
    if (mayWrite) expect((await send(id, 'text/plain')).status).toBe(400)
  }
})
