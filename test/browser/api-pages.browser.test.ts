import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Console, openConsole } from './console.ts'

let console: Console
beforeAll(async () => {
  console = await openConsole()
})
afterAll(() => console.close())

test('the pages of the API fit a phone and a screen, opened too, and the browser finds nothing to refuse', async () => {
  for (const width of [360, 1440]) {
    const page = await console.page({ viewport: { width, height: 900 }, isMobile: width < 500 })
    const said: string[] = []
    page.on('console', (one) => one.type() === 'error' && said.push(one.text()))
    page.on('pageerror', (error) => said.push(String(error)))
    await page.goto(`${console.program.url()}/docs`)
    await page.locator('.opblock-summary-control').first().click()
    await page.locator('.opblock-body').first().waitFor()
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect({ width, wide, said }).toEqual({ width, wide: width, said: [] })
    await page.context().close()
  }
})
