import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountDocument, rule } from '../support/account-document.ts'
import { missedCall } from '../support/call.ts'
import { faults } from './axe.ts'
import { type Console, isShown, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole({ sandboxSpeed: 20 })
  // A call in every list, so that rows and stories are looked at too.
  const page = await console.page()
  await console.open(page, '/try')
  await page.getByRole('button', { name: 'End the call' }).click()
  await page.getByText(/The caller’s arrived /).waitFor()
  await page.context().close()
})
afterAll(() => console.close())

const nowhere = '/nowhere'
const paths = [
  '/', '/try', '/calls', '/messages', '/messages/restored', '/after-call-sms/custom', '/after-call-sms/custom/new', '/after-call-sms/custom/sales-missed',
  '/after-call-sms/history', '/templates', '/templates/new', '/templates/sorry-we-missed-you', '/templates?header=new', '/templates/registered', '/people',
  '/people?user=asha-nair', '/people?department=sales', '/people?did=new', '/gateways', '/gateways/new', '/gateways/new?kind=smpp',
  '/gateways/new?kind=smpp:india-aggregator',
  '/gateways/sandbox', '/sources/new', '/sources/new?kind=mapped', '/billing', '/settings', '/settings/audit', '/opt-outs', '/consents', '/languages', '/countries', '/templates/new?of=sorry-we-missed-you', '/accounts', '/accounts/new', '/first-steps', '/glossary', '/signin', nowhere,
] // biome-ignore format: a list to be read as one

/** Every address that the router knows, but those of one call and of one text. */
const routes = [
  ...readFileSync(new URL('../../web/src/routes.tsx', import.meta.url), 'utf8').matchAll(
    /(?:\bpage\(|\bpath: )'([^']+)'/g,
  ),
]
  .map(([, path = '']) => path)
  .filter((path) => !/\$(call|message)Id/.test(path))

const widerThanScreen = async (page: Page): Promise<number> =>
  await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')

async function lookAtAll(page: Page): Promise<Record<string, unknown>> {
  const wrong: Record<string, unknown> = {}
  const look = async (name: string) => {
    const [found, overflow] = [await faults(page), await widerThanScreen(page)]
    const failed = (await page.locator('.failure').count()) > 0
    if (found.length > 0 || overflow > 0 || failed !== (name === nowhere)) wrong[name] = { found, overflow, failed }
  }
  for (const path of paths) {
    await console.open(page, path).catch((error: unknown) => {
      throw new Error(`${path} does not show: ${String(error)}`)
    })
    await look(path)
  }
  await console.open(page, '/calls')
  await page.locator('a.row-link').first().click()
  // What the pointer then stands on may say more of itself, over the page.
  await page.mouse.move(0, 0)
  await page.getByRole('button', { name: 'Copy link' }).waitFor()
  await isShown(page)
  await look('a call')
  await page.context().close()
  return wrong
}

const still = { reducedMotion: 'reduce' as const }

describe('every page', () => {
  test('that the router knows is among them', () => {
    const asPattern = (route: string) => new RegExp(`^${route.replace(/\$\w+/g, '[^/]+')}(\\?|$)`)
    expect(routes.length).toBeGreaterThan(20)
    expect(routes.filter((route) => !paths.some((path) => asPattern(route).test(path)))).toEqual([])
  })

  test.each(['light', 'dark'] as const)(
    'has no fault that axe can find on a desktop, %s',
    async (colorScheme) => {
      expect(await lookAtAll(await console.page({ colorScheme, ...still }))).toEqual({})
    },
    180_000,
  )

  test('fits a phone of 360 px without faults and without scrolling sideways', async () => {
    const page = await console.page({ viewport: { width: 360, height: 780 }, hasTouch: true, ...still })
    expect(await lookAtAll(page)).toEqual({})
  }, 180_000)

  test('fits screens of every width where names are long and everything is to be said of a row', async () => {
    const document = accountDocument([rule('missed')])
    const name = 'After-sales service and spare parts, Bengaluru'
    const account = await console.program.account({
      ...document,
      departments: document.departments!.map((one) => ({ ...one, name: `${name} ${one.name}` })),
      users: document.users!.map((one) => ({ ...one, phone: null, textsOff: true, owner: true })),
    })
    await account.send('PATCH', '/v1/templates/sorry', { body: 'Sorry we missed you. - Test Traders' })
    await account.settled(await account.accepted(missedCall({ department: { id: 'sales' } })))
    const page = await console.page({}, account.key)
    const wide: string[] = []
    for (const path of ['/calls', '/messages', '/templates', '/people', '/after-call-sms/custom']) {
      await console.open(page, path)
      for (const width of [360, 390, 600, 769, 800, 900, 993, 1030, 1100, 1280]) {
        await page.setViewportSize({ width, height: 800 })
        if ((await widerThanScreen(page)) > 0) wide.push(`${path} at ${width}`)
      }
    }
    expect(wide).toEqual([])
    await page.context().close()
  }, 60_000)
})
