import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

test('what is still to come shows after a moment, and does not flicker for those who asked for no motion', async () => {
  const page = await console.page({ reducedMotion: 'reduce' })
  await page.route('**/v1/rule-set', () => undefined)
  await page.goto(`${console.program.url()}/after-call-sms/custom`)
  const skeleton = page.locator('.mantine-Skeleton-root').first()
  await skeleton.waitFor()
  const styles = await skeleton.evaluate((element) => {
    const { defaultView: view } = element.ownerDocument
    const { animationName, animationDelay, animationFillMode } = view.getComputedStyle(element)
    const { animationIterationCount: pulses } = view.getComputedStyle(element, '::after')
    return { animationName, animationDelay, animationFillMode, pulses }
  })
  expect(styles).toEqual({
    animationName: 'late',
    animationDelay: '0.15s',
    animationFillMode: 'backwards',
    pulses: '1',
  })
  await page.context().close()
})

test('what the console is made of comes compressed, also to who reads by http alone', async () => {
  const page = await console.page()
  const [script] = await Promise.all([page.waitForResponse(/\/assets\/index-.+\.js$/), console.open(page, '/opt-outs')])
  expect(script.headers()['content-encoding']).toBe('br')
  const overHttp = await page.request.get(script.url(), { headers: { 'accept-encoding': 'gzip, deflate' } })
  expect(overHttp.headers()['content-encoding']).toBe('gzip')
  await page.context().close()
})

test('a page has its title while what it shows is still to come', async () => {
  const page = await console.page()
  await page.route(/\/v1\/(users|rule-set|opt-outs|templates)(\?|$)/, () => undefined)
  for (const [path, title] of [
    ['/people', 'People'],
    ['/after-call-sms/custom', 'Rules, read from the top'],
    ['/after-call-sms/custom/new', 'New rule'],
    ['/opt-outs', 'Opt-outs'],
  ] as const) {
    await page.goto(`${console.program.url()}${path}`)
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    const skeleton = page.locator('.mantine-Skeleton-root').first()
    await skeleton.waitFor()
    const name = await skeleton.evaluate(
      (element) => element.ownerDocument.defaultView.getComputedStyle(element).animationName,
    )
    expect(name).toBe('late')
  }
  await page.context().close()
})
