/** A program that others call by another name than the one it listens at. */
import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestProgram, type TestProgram } from './support/program.ts'

const publicUrl = 'http://texts.example'
let program: TestProgram
beforeAll(async () => {
  program = await startTestProgram({ publicUrl })
})
afterAll(() => program.stop())

/** Presses the button behind a link as a browser does that was led here by the name in the address. */
function press(address: string): Promise<{ status: number | undefined; location: string | undefined }> {
  const { host, origin, pathname } = new URL(address)
  const listening = new URL(program.url())
  return new Promise((resolve, reject) => {
    request(
      { host: '127.0.0.1', port: listening.port, path: pathname, method: 'POST', headers: { host, origin } },
      (response) => {
        response.resume()
        resolve({ status: response.statusCode, location: response.headers.location })
      },
    )
      .once('error', reject)
      .end()
  })
}

it('prints a link by that name, which signs in; by a name that nobody gave it it answers nothing', async () => {
  const link = await program.link()
  expect(link).toMatch(new RegExp(`^${publicUrl}/enter/`))
  expect(await press(link.replace('texts.example', '192.0.2.7'))).toMatchObject({ status: 421 })
  expect(await press(link)).toEqual({ status: 303, location: '/' })
})
