/**
 * The browser that tools/run.mjs found, driven by playwright-core: `const browser = await openBrowser()`, and `await browser.close()`
 * at the end. Tests that use it are named *.browser.test.ts and run on one PostgreSQL version only.
 */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] || installed()
  if (!executablePath)
    throw new Error('no browser: run this through `npm test -- FILE`, which finds one, or set CHROMIUM_PATH')
  const bundled = process.env['CHROMIUM_FOLDER']
  return await chromium.launch({
    executablePath,
    // Chromium's sandbox does not work for root, and not in most containers; the pages here are our own.
    args: ['--no-sandbox', ...quiet, ...(bundled ? ['--headless=shell', '--no-zygote'] : [])],
    env: { ...process.env, ...(bundled ? librariesOf(bundled) : {}) },
  })
}

/** A run without tools/run.mjs (`npx vitest run FILE`) takes what the system has. */
function installed(): string | undefined {
  return ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file))
}

// The browser from npm brings the system libraries and the fonts it needs.
function librariesOf(folder: string): NodeJS.ProcessEnv {
  return { LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: path.join(folder, 'fonts') }
}
