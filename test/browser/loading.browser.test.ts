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
  const skeleton = page.locator('.late-skeleton').first()
  await skeleton.waitFor()
  const styles = await skeleton.evaluate((element) => {
    const { animationName, animationDelay, animationFillMode } = getComputedStyle(element)
    return { animationName, animationDelay, animationFillMode, pulses: getComputedStyle(element, '::after').animationIterationCount }
  })
  expect(styles).toEqual({ animationName: 'late', animationDelay: '0.15s', animationFillMode: 'backwards', pulses: '1' })
  await page.context().close()
})
