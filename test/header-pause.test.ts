import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { resumeHeader } from '../src/store/header-pauses.ts'
import { type MessageKey, type Move, moveMessages } from '../src/store/messages.ts'
import { readNotices } from '../src/store/notices.ts'
import { openRig, type Rig } from './support/message-rows.ts'

let rig: Rig
const gatewayId = randomUUID()
beforeAll(async () => {
  rig = await openRig()
  await rig.sql.query(`insert into gateway (gateway_id, key, title, kind) values ($1, 'real', 'Real', 'sandbox')`, [
    gatewayId,
  ])
})
afterAll(() => rig?.close())

/** An account with two templates of one header, and a third of another. */
async function accountWithHeaders() {
  const { accountId, templateId } = await rig.account()
  const templates = { sorry: templateId, note: randomUUID(), other: randomUUID() }
  const headers = { shop: randomUUID(), else: randomUUID() }
  for (const [key, id] of Object.entries(headers))
    await rig.sql.query(`insert into header (account_id, id, key, header) values ($1, $2, $3, upper($3))`, [
      accountId,
      id,
      key,
    ])
  for (const [key, id] of Object.entries(templates)) {
    if (key !== 'sorry')
      await rig.sql.query(
        `insert into template (account_id, id, key, name, status, version, latest_version) values ($1, $2, $3, $3, 'approved', 1, 1)`,
        [accountId, id, key],
      )
    await rig.sql.query(
      `insert into template_version (account_id, template_id, version, body, header_id) values ($1, $2, 1, 'x', $3)`,
      [accountId, id, key === 'other' ? headers.else : headers.shop],
    )
  }
  /** One text that the gateway refuses. */
  const refuse = (
    template: keyof typeof templates,
    reason: 'header_refused' | 'dlt_refused' = 'header_refused',
    messageId: string = randomUUID(),
  ) => judge(template, { event: 'refused_for_good', reason }, messageId)
  const accept = (template: keyof typeof templates, messageId: string) =>
    judge(template, { event: 'accepted', answeredAt: Date.now() }, messageId)
  const judge = async (
    template: keyof typeof templates,
    said: Pick<Move, 'event' | 'reason' | 'answeredAt'>,
    messageId: string,
  ) => {
    const key: MessageKey = { accountId, messageId }
    const row = {
      template_id: templates[template],
      template_version: 1,
      header: template === 'other' ? 'ELSE' : 'SHOP',
    }
    await rig.insert({ state: 'sending', gateway_id: gatewayId, attempt: 1, ...row } as never, key)
    await rig.db.transaction('send', (tx) => moveMessages(tx, [{ ...key, attempt: 1, ...said }]))
  }
  /** Texts that were planned after all others and wait for their time. */
  const holdNewer = (texts: number) =>
    rig.sql.query(
      `insert into message (account_id, id, call_id, recipient, number, state, template_id, template_version, header, body, encoding, parts, gateway_id,
         due_at, valid_until, created_at)
       select $1, ('ffffffff-ffff-4fff-8fff-' || lpad(to_hex(n), 12, '0'))::uuid, gen_random_uuid(), 'caller', '+919812345678', 'queued', $2, 1, 'SHOP', 'x',
         'gsm', 1, $3, now() + interval '4 hours', now() + interval '5 hours', now()
       from generate_series(1, $4::integer) n`,
      [accountId, templateId, gatewayId, texts],
    )
  const paused = async () => {
    const { rows } = await rig.sql.query(
      'select t.key from template_pause p join template t on t.account_id = p.account_id and t.id = p.template_id where p.account_id = $1 order by 1',
      [accountId],
    )
    return rows.map((one: { key: string }) => one.key)
  }
  return { accountId, refuse, accept, holdNewer, paused }
}

describe('a header that is refused five times in a row', () => {
  it('pauses every template that sends by it on that gateway, tells it once, and goes on by hand', async () => {
    const { accountId, refuse, paused } = await accountWithHeaders()
    for (const template of ['sorry', 'note', 'sorry', 'note'] as const) await refuse(template)
    expect(await paused()).toEqual([])
    await refuse('sorry')
    expect(await paused()).toEqual(['note', 'sorry'])
    expect(await readNotices(rig.db, accountId)).toMatchObject([
      { kind: 'header_refused', subject: 'shop', detail: 'SHOP', times: 1 },
    ])
    const { rows } = await rig.sql.query('select action, who, reason from template_history where account_id = $1', [
      accountId,
    ])
    expect(rows).toHaveLength(2)
    expect(rows[0]).toEqual({
      action: 'refused',
      who: 'aftercall',
      reason: 'SHOP was refused as a sender; paused on Real',
    })

    expect(await resumeHeader(rig.db, accountId, 'shop', 'Asha')).toBe(2)
    expect(await paused()).toEqual([])
    expect(await readNotices(rig.db, accountId)).toEqual([])
    expect(await resumeHeader(rig.db, accountId, 'shop', 'Asha')).toBe(0)
  })
  it('is not what a refusal of the text, or of another header, makes', async () => {
    const { refuse, paused } = await accountWithHeaders()
    for (const template of ['sorry', 'note', 'sorry', 'note'] as const) await refuse(template)
    await refuse('note', 'dlt_refused')
    await refuse('other')
    expect(await paused()).toEqual([])
  })
})

describe('refusals in a row', () => {
  /** In the order in which texts were planned. */
  const planned = (nth: number) => `01980000-0000-7000-8000-${String(nth).padStart(12, '0')}`

  it('are found behind any number of newer texts that wait, of a header and of a template', async () => {
    const ofHeader = await accountWithHeaders()
    await ofHeader.holdNewer(600)
    const templates = ['sorry', 'note', 'sorry', 'note', 'note'] as const
    for (const [n, template] of templates.entries()) await ofHeader.refuse(template, 'header_refused', planned(n))
    expect(await ofHeader.paused()).toEqual(['note', 'sorry'])
    const ofTemplate = await accountWithHeaders()
    await ofTemplate.holdNewer(600)
    for (let n = 0; n < 5; n += 1) await ofTemplate.refuse('sorry', 'dlt_refused', planned(n))
    expect(await ofTemplate.paused()).toEqual(['sorry'])
  })
  it.each([
    ['before', 0],
    ['after', 100],
  ])('are ended by a text that is accepted meanwhile and was planned %s them', async (_, nth) => {
    const { refuse, accept, paused } = await accountWithHeaders()
    for (let n = 1; n <= 4; n += 1) await refuse('sorry', 'dlt_refused', planned(n))
    await accept('sorry', planned(nth))
    await refuse('sorry', 'dlt_refused', planned(5))
    expect(await paused()).toEqual([])
    for (let n = 6; n <= 9; n += 1) await refuse('sorry', 'dlt_refused', planned(n))
    expect(await paused()).toEqual(['sorry'])
  })
})

describe('a template whose two versions are refused in one batch', () => {
  it('pauses both and tells it once', async () => {
    const { accountId, templateId } = await rig.account()
    await rig.sql.query(
      `insert into template_version (account_id, template_id, version, body, header_id)
       select $1, $2, n, 'x', $3 from generate_series(1, 2) n`,
      [accountId, templateId, randomUUID()],
    )
    const refused: MessageKey[] = []
    for (const version of [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) {
      const key = { accountId, messageId: randomUUID() }
      const row = { template_id: templateId, template_version: version }
      await rig.insert({ state: 'sending', gateway_id: gatewayId, attempt: 1, ...row } as never, key)
      refused.push(key)
    }
    await rig.db.transaction('send', (tx) =>
      moveMessages(
        tx,
        refused.map((key) => ({ ...key, attempt: 1, event: 'refused_for_good', reason: 'dlt_refused' })),
      ),
    )
    const paused = await rig.sql.query('select template_version from template_pause where account_id = $1 order by 1', [
      accountId,
    ])
    expect(paused.rows).toEqual([{ template_version: 1 }, { template_version: 2 }])
    expect(await readNotices(rig.db, accountId)).toMatchObject([{ kind: 'template_refused', times: 1 }])
  })
})
