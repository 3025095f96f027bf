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

/** Asks as a browser does that was led here by the name in the address. */
function open(address: string): Promise<{ status: number | undefined; location: string | undefined }> {
  const { host, pathname } = new URL(address)
  const listening = new URL(program.url())
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: listening.port, path: pathname, headers: { host } }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, location: response.headers.location })
    })
      .once('error', reject)
      .end()
  })
}

it('prints a link by that name, which signs in; by a name that nobody gave it it answers nothing', async () => {
  const link = await program.link()
  expect(link).toMatch(new RegExp(`^${publicUrl}/enter/`))
  expect(await open(link.replace('texts.example', '192.0.2.7'))).toMatchObject({ status: 421 })
  expect(await open(link)).toEqual({ status: 303, location: '/' })
})
