import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { gatewayKinds } from './all.ts'

const leading: Record<string, string[]> = {
  kannel: ['url'],
  sandbox: [],
  smpp: ['host', 'port', 'tls', 'tlsServerName', 'tlsCa', 'otherEndpoints'],
}

describe.each(gatewayKinds)('the gateway kind $kind', (kind) => {
  it('has a page in the documentation', () => {
    expect(existsSync(new URL(`../../docs/gateways/${kind.kind}.md`, import.meta.url))).toBe(true)
  })

  it('gives a form: each setting has a title, and secrets stand at the top', () => {
    const schema = z.toJSONSchema(kind.settings, { io: 'input' })
    for (const [name, field] of Object.entries(schema.properties ?? {}))
      expect((field as { title?: string }).title, name).toBeTruthy()
    expect(JSON.stringify(schema).match(/"secret":true/g)?.length ?? 0).toBe(
      Object.values(schema.properties ?? {}).filter((field) => (field as { secret?: boolean }).secret).length,
    )
  })

  // A setting that is missing here lets whoever may change it have the kept password sent to a server of theirs.
  it('says which settings lead to its server', () => {
    const { properties = {} } = z.toJSONSchema(kind.settings, { io: 'input' })
    const named = Object.entries(properties).flatMap(([name, field]) =>
      (field as { whereTo?: boolean }).whereTo === true ? [name] : [],
    )
    expect(named).toEqual(leading[kind.kind])
  })
})
