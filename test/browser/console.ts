/** The console as a person meets it: the whole program, a browser, and somebody who is signed in. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import type { TestDatabase } from '../support/postgres.ts'
import { startTestProgram, type TestProgram } from '../support/program.ts'

export type Console = {
  program: TestProgram
  /** A page of its own, signed in as the operator, who begins in the demo account, or as the holder of a key. */
  page(options?: BrowserContextOptions, key?: string): Promise<Page>
  /** Opens an address of the console and waits until it shows what it has to show. */
  open(page: Page, path: string): Promise<void>
  close(): Promise<void>
}

export async function openConsole(over: { database?: TestDatabase; sandboxSpeed?: number } = {}): Promise<Console> {
  const program = await startTestProgram(over)
  const browser: Browser = await openBrowser()
  const url = program.url
  return {
    program,
    page: async (options = {}, key = program.operatorKey) => {
      // Still, as some people want it: on a busy machine what is pressed would move away below the pointer.
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        reducedMotion: 'reduce',
        ...options,
      })
      const signedIn = await context.request.post(`${url()}/v1/session`, {
        data: { key },
        headers: { origin: url() },
      })
      if (!signedIn.ok()) throw new Error(`not signed in: ${await signedIn.text()}`)
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      return page
    },
    open: async (page, path) => {
      await page.goto(`${url()}${path}`)
      await isShown(page)
    },
    close: async () => {
      await browser.close()
      await program.stop()
    },
  }
}

/** Says where the focus is instead. */
export const hasFocus = (one: Locator) =>
  expect
    .poll(
      () =>
        one.evaluate((element) => {
          const { activeElement } = element.ownerDocument
          return element === activeElement ? 'here' : activeElement?.outerHTML.slice(0, 200)
        }),
      { timeout: 15_000 },
    )
    .toBe('here')

/** The page has its title and waits for nothing more. */
export async function isShown(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' })
}
