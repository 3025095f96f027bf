import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountDocument, rule, toCaller } from '../support/account-document.ts'
import { connectedCall, missedCall, someCaller } from '../support/call.ts'
import { type TestDatabase, testDatabase } from '../support/postgres.ts'
import { type Console, hasFocus, openConsole } from './console.ts'

let database: TestDatabase
let console: Console
beforeAll(async () => {
  database = await testDatabase()
  console = await openConsole({ database })
})
afterAll(async () => {
  await console.close()
  await database.drop()
})

/** A call as a phone system posts it, in the demo account. */
async function post(
  caller: string | null,
  outcome: 'missed' | 'voicemail',
  endedAt = new Date(),
): Promise<{ id: string }> {
  const answer = await fetch(`${console.program.url()}/v1/calls`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${console.program.operatorKey}`,
      'aftercall-account': 'demo',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      sourceCallId: `${outcome}-${caller}-${endedAt.toISOString()}`,
      direction: 'incoming',
      outcome,
      caller,
      department: { name: 'Support' },
      endedAt: endedAt.toISOString(),
    }),
  })
  expect(answer.status).toBe(202)
  return (await answer.json()) as { id: string }
}

describe('the list of calls', () => {
  test('lets new calls wait until they are wanted, and follows the texts on screen by itself', async () => {
    await post(null, 'voicemail')
    const page = await console.page()
    await console.open(page, '/calls')
    const row = page.getByRole('row').filter({ hasText: 'withheld' })
    await row.getByText('No number to text').waitFor()

    // This number's answer takes three seconds and its receipt five.
    await post('+919000001909', 'missed')
    await page.getByText('1 new call since you began reading').click()
    const slow = page.getByRole('row').filter({ hasText: '••909' })
    await slow.getByText('Sending').waitFor()
    await slow.getByText('Delivered').waitFor()
    await page.context().close()
  })

  test('shows what became of a text after its row was followed no more', async () => {
    const account = await console.program.account(
      accountDocument([rule('any', { delay: { seconds: 3, unlessReached: false } })]),
    )
    // This number's answer never comes.
    const call = await account.accepted(missedCall({ caller: someCaller('912') }))
    const page = await console.page({}, account.key)
    await console.open(page, '/calls')
    const row = page.getByRole('row').filter({ hasText: '••912' })
    await row.getByText('Unconfirmed').waitFor()
    const readAnew = async () => {
      await account.accepted(missedCall())
      const fresh = page.getByText('1 new call since you began reading')
      await fresh.click()
      await fresh.waitFor({ state: 'detached' })
    }
    await readAnew()
    const [text] = (await account.get(`/v1/calls/${call}`)).body.messages
    const settled = await account.send('POST', `/v1/messages/${text.id}/settle`, {
      as: 'delivered',
      attempt: text.attempt,
    })
    expect(settled.status).toBeLessThan(300)
    await readAnew()
    await row.getByText('Delivered').waitFor()
    await page.context().close()
  })

  test('keeps its filters in the address', async () => {
    const page = await console.page()
    await console.open(page, '/calls')
    await page.getByRole('button', { name: 'Filter by outcome' }).click()
    await page.getByRole('option', { name: 'Voicemail' }).click()
    await page.getByRole('row').filter({ hasText: 'withheld' }).waitFor()
    await page.getByRole('row').filter({ hasText: '••909' }).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('?outcome=voicemail')
    await page.reload()
    await page.getByRole('button', { name: 'Outcome: Voicemail' }).waitFor()
    await page.context().close()
  })
})

describe('the filters of the list of calls', () => {
  test('find the calls on a number of the account’s, and those in which somebody was rung', async () => {
    const account = await console.program.account(accountDocument([rule('missed')]))
    await account.accepted(missedCall({ caller: '+919000001511', did: '18005720199', rung: [{ extension: '202' }] }))
    await account.accepted(missedCall({ caller: '+919000001512', rung: [{ extension: '201' }] }))
    const page = await console.page({}, account.key)
    const [first, second] = ['••511', '••512'].map((hasText) => page.getByRole('row').filter({ hasText }))
    for (const [what, value, shown, gone] of [
      ['did', '1800 572 0199', first, second],
      ['user', 'Ravi Deshmukh', first, second],
      ['user', 'Asha Nair', second, first],
    ] as const) {
      await console.open(page, '/calls')
      await page.getByRole('button', { name: `Filter by ${what}` }).click()
      await page.getByRole('option', { name: value }).click()
      await gone?.waitFor({ state: 'detached' })
      await shown?.waitFor()
    }
    expect(new URL(page.url()).search).toBe('?user=asha')
    // One without a name goes by its number as people read it.
    expect((await account.send('POST', '/v1/dids', { number: '+918041234511' })).status).toBe(201)
    await page.reload()
    await page.getByRole('button', { name: 'Filter by did' }).click()
    await page.getByRole('option', { name: '+91 80 4123 4511', exact: true }).waitFor()
    await page.context().close()
  })

  test('with many to choose from find one by typing, and give the focus back', async () => {
    const users = Array.from({ length: 60 }, (_, at) => ({ key: `u${at}`, name: `Person ${at}`, phone: null }))
    const departments = [{ key: 'sales', name: 'Sales', members: [] }]
    const account = await console.program.account(accountDocument([rule('missed')], { users, departments }))
    const page = await console.page({}, account.key)
    await console.open(page, '/calls')
    const filter = page.getByRole('button', { name: 'Filter by user' })
    await filter.press('Enter')
    const find = page.getByRole('textbox', { name: 'Find user' })
    await page.getByText('10 more: type to find them').waitFor()
    await find.fill('nobody')
    await page.getByText('Nothing is called that').waitFor()
    await page.keyboard.press('Escape')
    await hasFocus(filter)
    await filter.click()
    await find.fill('son 57')
    await find.press('ArrowDown')
    await find.press('Enter')
    const chosen = page.getByRole('button', { name: 'User: Person 57' })
    await hasFocus(chosen)
    expect(new URL(page.url()).search).toBe('?user=u57')
    await chosen.click()
    // It is marked, also where it is further down than the list goes.
    await page.getByRole('option', { name: 'Person 57' }).getByLabel('chosen').waitFor()
    await page.getByRole('option', { name: 'Person 8', exact: true }).click()
    await page.getByRole('button', { name: 'User: Person 8' }).waitFor()
    await page.context().close()
  })

  test('are those of the file that is kept of it', async () => {
    const account = await console.program.account(accountDocument([rule('missed')]))
    await account.accepted(missedCall({ caller: '+919000001621' }))
    await account.accepted(connectedCall({ caller: '+919000001622' }))
    const page = await console.page({}, account.key)
    await console.open(page, '/calls?outcome=missed')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('calls.csv')
    const csv = await readFile(await download.path(), 'utf8')
    expect(csv).toContain("'+91 90000 ••621")
    expect(csv).not.toContain('••622')
    // Why there is none is said.
    await page.route('**/v1/calls.csv?*', (route) => route.fulfill({ status: 409, json: { title: 'Not now.' } }))
    await page.getByRole('button', { name: 'CSV' }).click()
    await page.getByText('Not done. Not now.').waitFor()
    await page.context().close()
  })

  test('that match nothing say so, also while other calls come in', async () => {
    const page = await console.page()
    await console.open(page, '/calls?caller=7777777')
    await page.getByText('No call matches these filters').waitFor()
    await post('+919000001905', 'missed')
    await page.getByText('Calls came in since.').waitFor()
    expect(await page.getByText('No call matches these filters').count()).toBe(1)
    await page.context().close()
  })

  test('are none where a link only names the account', async () => {
    const account = await console.program.account(accountDocument([rule('any')]))
    const page = await console.page()
    await console.open(page, `/calls?account=${account.id}`)
    await page.getByText('No calls yet').waitFor()
    await console.open(page, `/messages?account=${account.id}`)
    await page.getByText('No texts yet').waitFor()
    await page.context().close()
  })

  test('are looked for anew each time, and say when calls came in since', async () => {
    const page = await console.page()
    const caller = page.getByRole('textbox', { name: 'Caller’s number' })
    const none = page.getByText('No call matches these filters')
    const row = page.getByRole('row').filter({ hasText: '••471' })
    await console.open(page, '/calls')
    await caller.fill('90000 01471')
    await caller.press('Enter')
    await none.waitFor()
    await page.getByRole('link', { name: 'Show all calls' }).click()
    await none.waitFor({ state: 'detached' })
    await post('+919000001471', 'missed')
    await caller.fill('90000 01471')
    await caller.press('Enter')
    await row.getByRole('link', { name: /^Missed, incoming, .+, open$/ }).waitFor()

    await page.getByRole('row').nth(1).waitFor()
    await post('+919000001471', 'voicemail')
    await page.getByRole('button', { name: 'Calls came in since. Look again' }).click()
    await expect.poll(() => row.count()).toBe(2)
    await page.context().close()
  })

  test('that find nothing among the newest say how far was looked, and lead further back', async () => {
    const account = await console.program.account(accountDocument([rule('missed')]))
    const newest = await account.accepted(missedCall())
    const sql = new pg.Client({ connectionString: database.url })
    await sql.connect()
    // One call a second before that one; a page looks at 20,000, and only the oldest is what is looked for.
    await sql.query(
      `insert into call (account_id, id, source_id, source_call_id, caller, started_at, ended_at, received_at, direction, outcome, rule_set_number, report, facts, plan)
       select account_id, (lpad(to_hex(floor(extract(epoch from t) * 1000)::bigint), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid, source_id, n, caller,
         t, t, t, direction, case when n > 20000 then 'voicemail' else outcome end, rule_set_number, report, facts, plan
       from call cross join generate_series(1, 20001) n cross join lateral (select received_at - n * interval '1 second') x(t)
       where replace(id::text, '-', '') = $1`,
      [newest.slice(5)],
    )
    await sql.end()
    const page = await console.page()
    await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
    await console.open(page, '/calls?outcome=voicemail')
    await page.getByText(/^No call since .*\d\d:\d\d matches these filters\. Older ones/).waitFor()
    expect(await page.getByText('No call matches these filters').count()).toBe(0)

    const again = page.getByRole('button', { name: 'Calls came in since. Look again' })
    // One that comes in between is told of too, with what the page hears first.
    let listen: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      listen = resolve
    })
    await page.route(/\/v1\/live/, (route) => held.then(() => route.continue()))
    await page.reload()
    await page.getByText(/^No call since .* matches these filters/).waitFor()
    await account.accepted(missedCall())
    listen()
    await again.waitFor()
    await page.unroute(/\/v1\/live/)
    await again.press('Enter')
    await again.waitFor({ state: 'detached' })
    const lookOn = page.getByRole('button', { name: 'Look further back' })
    await page.route(/\/v1\/calls\?.*after=/, (route) => route.fulfill({ status: 429, json: { title: 'Too much.' } }), {
      times: 1,
    })
    await lookOn.press('Enter')
    await page.getByText('Not done. Too much.').waitFor()
    await lookOn.press('Enter')
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1)
    const main = page.getByRole('main')
    await expect.poll(() => main.evaluate((one) => one === one.ownerDocument.activeElement)).toBe(true)
    await page.context().close()
  })

  test.each(['12', 'Asha'])('say at the filter why nobody can be looked for by “%s”', async (typed) => {
    const page = await console.page()
    await console.open(page, '/calls')
    const caller = page.getByRole('textbox', { name: 'Caller’s number' })
    await caller.fill(typed)
    await caller.press('Enter')
    await page.getByText('The caller’s number needs at least three digits.').waitFor()
    expect(await caller.getAttribute('aria-invalid')).toBe('true')
    await page.getByRole('link', { name: 'Show all calls' }).click()
    await page.getByRole('row').nth(1).waitFor()
    expect(await caller.inputValue()).toBe('')
    await page.context().close()
  })
})

describe('the days of the list of calls', () => {
  /** A date in the account's zone, so many days from today. */
  const day = (fromNow: number) =>
    new Date(Date.now() + fromNow * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Kolkata' })

  test('are a period by one click, which says what it holds and goes on as new calls come', async () => {
    const document = accountDocument([rule('missed')])
    const account = await console.program.account({
      ...document,
      account: { ...document.account!, trialNumbers: ['+919812300001'] },
    })
    await account.settled(await account.accepted(missedCall({ caller: '+919812300001' })))
    // The list holds what was made up, too.
    expect((await account.send('POST', '/v1/templates/sorry/test', { to: '+919812300001' })).status).toBe(202)
    for (let n = 0; n < 50; n++) await account.accepted(connectedCall({ caller: someCaller(String(500 + n)) }))
    const page = await console.page({}, account.key)
    await console.open(page, '/calls')
    await page.getByText('The newest 50 calls.').waitFor()
    const days = page.getByRole('radiogroup', { name: 'Which days' })
    await days.getByText('7 days').click()
    await page.getByText('52 calls and 2 texts in the last 7 days. Every text went out.').waitFor()
    expect(new URL(page.url()).search).toBe('?period=7days')
    await account.accepted(missedCall())
    await page.getByText('1 new call since you began reading').waitFor()

    await days.getByText('Yesterday').click()
    await page.getByText('No call matches these filters').waitFor()
    await page.reload()
    expect(await days.getByRole('radio', { name: 'Yesterday' }).isChecked()).toBe(true)
    // None of what comes in now is of yesterday.
    await account.accepted(missedCall())
    await days.getByText('Dates').click()
    for (const label of ['First day', 'Last day']) expect(await page.getByLabel(label).inputValue()).toBe(day(-1))
    expect(await page.getByText('Calls came in since.').count()).toBe(0)
    await days.getByText('Any time').click()
    await page.getByText('The newest 50 calls.').waitFor()
    await page.context().close()
  })

  test('are chosen in the account’s zone and stand in the address', async () => {
    await post('+919000001778', 'missed')
    const page = await console.page()
    await console.open(page, '/calls')
    await page.getByText('Dates', { exact: true }).click()
    await page.getByLabel('First day').fill(day(1))
    await page.getByText('No call matches these filters').waitFor()
    expect(new URL(page.url()).search).toBe(`?period=dates&from=${day(1)}`)
    await page.getByLabel('First day').fill(day(0))
    await page.getByLabel('Last day').fill(day(0))
    await page.getByRole('row').filter({ hasText: '••778' }).waitFor()
    await page.reload()
    expect(await page.getByLabel('Last day').inputValue()).toBe(day(0))
    await page.getByLabel('Last day').fill(day(-1))
    await page.getByText('The last day ends before from begins.').waitFor()
    await page.getByLabel('Last day').fill('')
    await page.getByRole('row').filter({ hasText: '••778' }).waitFor()
    await page.context().close()
  })
})

describe('the page of a call', () => {
  test('says why a text did not go, and at which check it stopped, on a phone too', async () => {
    const page = await console.page({ viewport: { width: 360, height: 780 } })
    const { id } = await post(null, 'missed')
    await console.open(page, `/calls/${id}`)
    await page.getByText('Stopped at check 2 of 20, whether there is a number that takes texts').waitFor()
    const widest = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(widest).toBeLessThanOrEqual(360)
    await page.context().close()
  })

  test('says that it was decided otherwise than it is explained, where it was', async () => {
    const { id } = await post('+919000001842', 'missed')
    const page = await console.page()
    await console.open(page, `/calls/${id}`)
    const said = page.getByText('Planned again, this call gets something else')
    expect(await said.count()).toBe(0)
    const sql = new pg.Client({ connectionString: database.url })
    await sql.connect()
    const decided = JSON.stringify([{ recipient: 'caller', decided: 'frequency_cap' }])
    await sql.query(`update call set plan = $2 where replace(id::text, '-', '') = $1`, [id.slice(5), decided])
    await sql.end()
    await page.reload()
    await said.waitFor()
    await page.getByText('The text to caller: skipped as frequency_cap then').waitFor()
    await page.context().close()
  })

  test('shows what a text that did not go would have read', async () => {
    const caller = someCaller()
    const alsoToNumber = { selector: { to: 'numbers' as const, numbers: [caller] }, template: 'note' }
    const document = accountDocument([rule('missed', { recipients: [toCaller(), alsoToNumber] })])
    const account = await console.program.account({
      ...document,
      account: { ...document.account!, trialNumbers: ['+919812300001'] },
    })
    const id = await account.accepted(missedCall({ caller, department: { id: 'sales' } }))
    const page = await console.page()
    await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
    await console.open(page, `/calls/${id}`)
    await page.getByText('trial_mode').waitFor()
    await page.getByRole('link', { name: 'Open settings' }).waitFor()
    const duplicate = page.locator('.reason').filter({ hasText: 'duplicate_recipient' })
    await duplicate.getByText('The one before it: Caller.').waitFor()
    await duplicate.getByText('Nothing to do: one call, one text per number.').waitFor()
    const unsent = page.getByRole('figure').filter({ hasText: 'Would have read' })
    await unsent.getByText('Sorry we missed your call to Sales. We will call you back.').waitFor()

    // What has become of the rules since, and what else did not go for this reason, is one step away.
    expect(await page.getByText('changed since').count()).toBe(0)
    await account.putRules([rule('missed', { name: 'Renamed' }), rule('another')], '*')
    await page.reload()
    await page.getByRole('link', { name: '2 rules changed since' }).waitFor()
    await page.getByRole('link', { name: /^Rule set \d+$/ }).click()
    await page.getByRole('heading', { level: 2, name: /^Rule set \d+$/ }).waitFor()
    await page.goBack()
    await page.getByRole('link', { name: 'All texts with this reason' }).first().click()
    await page.getByText('Sales').first().waitFor()
    expect(new URL(page.url()).search).toBe('?reason=trial_mode')
    await page.context().close()
  })

  test('says beside the time that a clock ran ahead', async () => {
    const page = await console.page()
    const { id } = await post('+919000001778', 'missed', new Date(Date.now() + 600_000))
    await console.open(page, `/calls/${id}`)
    const ended = page.locator('.facts > div').filter({ hasText: 'Ended' })
    await ended.getByText('clock may run ahead').waitFor()
    await page.context().close()
  })

  test('shows to whom it was passed on, and what was told again otherwise', async () => {
    const account = await console.program.account(accountDocument([rule('missed')]))
    const transfers = [{ from: 'Asha Nair', to: 'Ravi Deshmukh', kind: 'attended' as const }]
    const call = connectedCall({ department: { name: 'Sales' }, transfers })
    const id = await account.accepted(call)
    await account.post({ ...call, recordingUrl: 'https://recordings.example/1' })
    const page = await console.page()
    await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
    await console.open(page, `/calls/${id}`)
    const facts = page.locator('dl.facts')
    await facts.getByText('Passed on', { exact: true }).waitFor()
    await facts.getByText('Asha Nair to Ravi Deshmukh, attended').waitFor()
    expect(await facts.textContent()).toContain('TalkedRavi Deshmukh')
    await page.getByText('Told again, otherwise: there is a recording.').waitFor()
    await page.context().close()
  })

  test('shows what came in: why it was missed, who rang and how that ended, the voicemail, variables and its id there', async () => {
    const account = await console.program.account(accountDocument([rule('missed', { conditions: {} })]))
    const call = missedCall({
      ...{
        sourceCallId: 'ACME-4711',
        outcome: 'voicemail',
        missedBecause: 'queue_abandoned',
        callerName: 'Meera Pillai',
      },
      ...{ waitSeconds: 42, department: { name: 'Front office' }, variables: { order_no: '70031' } },
      voicemail: { seconds: 9, url: 'https://recordings.example/1.wav' },
      recordingUrl: 'javascript:alert(1)',
      rung: [
        { extension: '202', seconds: 15, result: 'no_answer' },
        { name: 'Front desk', result: 'busy' },
      ],
    })
    const id = await account.accepted(call)
    const page = await console.page()
    await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
    await console.open(page, `/calls/${id}`)
    const facts = page.locator('dl.facts')
    for (const words of ['Meera Pillai', 'the caller left the queue', 'Front office'])
      await facts.getByText(words, { exact: true }).waitFor()
    const told = page.locator('section').filter({ hasText: 'What came in' }).last()
    for (const words of ['ACME-4711', '42 s', 'order_no', '70031'])
      await told.getByText(words, { exact: true }).waitFor()
    expect(await told.getByRole('listitem').allTextContents()).toEqual([
      'Ravi Deshmukhdid not answer, 15 s',
      'Front deskwas busy',
    ])
    const links = await told.getByRole('link').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    expect(links).toEqual(['https://recordings.example/1.wav'])
    await page.context().close()
  })

  test('is headed by its date when the call was not today', async () => {
    const page = await console.page()
    const at = new Date(Date.now() - 21 * 86_400_000)
    const { id } = await post('+919000001777', 'missed', at)
    await console.open(page, `/calls/${id}`)
    const day = at.toLocaleDateString('en-IN', { day: 'numeric', month: 'short', timeZone: 'Asia/Kolkata' })
    expect(await page.locator('h1').textContent()).toContain(day)
    expect(await page.title()).toContain(day)
    await page.context().close()
  })

  test('is linked together with its account, for whoever is at work in another', async () => {
    const account = await console.program.account(accountDocument([rule('missed')]))
    const id = await account.accepted(missedCall())
    const page = await console.page({ permissions: ['clipboard-read', 'clipboard-write'] }, account.key)
    await console.open(page, `/calls/${id}`)
    await page.getByRole('button', { name: 'Copy link' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const link = await page.evaluate<string>('navigator.clipboard.readText()')
    const operators = await console.page()
    await console.open(operators, link.slice(console.program.url().length))
    await operators.getByRole('heading', { name: /^Missed call/ }).waitFor()
    await operators.reload()
    await operators.getByRole('heading', { name: /^Missed call/ }).waitFor()
    for (const one of [page, operators]) await one.context().close()
  })

  test('that is not there has a title of its own, not that of the page before', async () => {
    const page = await console.page()
    await console.open(page, '/messages')
    await page.goto(`${console.program.url()}/calls/call_ffffff`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expect.poll(() => page.title()).toBe('Call · Aftercall')
    await page.context().close()
  })

  test('leads from a text that a cap held back to the one that counts, in whatever call', async () => {
    const account = await console.program.account(accountDocument([rule('missed', { cap: { texts: 1, hours: 24 } })]))
    const caller = someCaller('842')
    const first = await account.accepted(missedCall({ caller }))
    await account.settled(first)
    const second = await account.accepted(missedCall({ caller }))
    await account.settled(second)
    const page = await console.page()
    await page.addInitScript((key) => sessionStorage.setItem('aftercall-account', key), account.id)
    // Of a page that was seen before, the number that was shown on the one it is come to from stays hidden.
    await console.open(page, `/calls/${first}`)
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calls', exact: true }).click()
    await page.locator('tbody a.row-link').first().click()
    await page.waitForURL(`**/calls/${second}`)
    const show = page.getByRole('button', { name: 'Show', exact: true })
    await show.click()
    await show.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'The text that counts' }).click()
    await page.waitForURL(new RegExp(`/calls/${first}#msg_`))
    await page.getByText('Delivered', { exact: true }).first().waitFor()
    await show.waitFor()
    await page.context().close()
  })
})
