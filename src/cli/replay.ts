/**
 * Replays a file of calls: JSON lines, in order, a hundred to a request, one request at a time (the place of a miss among a caller's misses
 * depends on the order). A duplicate changes nothing, so whatever is uncertain is simply sent again.
 */
import { createReadStream, statSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { type Client, type Problem, Refused, Unreachable } from './client.ts'
import type { Answer } from './exchange.ts'
import { failAfter } from './fail-after.ts'
import { counted, hanging, pad } from './print.ts'
import { type Progress, progressBar } from './progress.ts'
import { answer, CommandFailed, type Given, type Shell } from './shell.ts'

const callsPerRequest = 100
// The program takes 1 MiB a request.
const bytesPerRequest = 900_000
const patienceMs = 60_000
const shownInvalid = 20
const keptInvalid = 10_000

export type InvalidLine = { line: number; errors: { path: string; code?: string; message: string }[] }
export type Replayed = { calls: number; new: number; known: number; invalid: number; invalidLines: InvalidLine[] }

type Line = { number: number; text: string }

/** Sends every line of the file and says what became of them; a line that is no call makes the command fail at its end. */
export async function replay(
  client: Client,
  { file, source }: { file: string; source?: string | undefined },
  given: Given,
  shell: Shell,
): Promise<void> {
  const startedAt = performance.now()
  const total = file === '-' ? undefined : sizeOf(file)
  const progress = progressBar({ isShown: shell.isWatched && !given.json, total, paint: shell.paint })
  const done: Replayed = { calls: 0, new: 0, known: 0, invalid: 0, invalidLines: [] }
  try {
    await sendAll((calls) => client.request('POST', reportPath(source), calls), file, done, progress)
  } catch (error) {
    failAfter(done.calls, 'call', error)
  } finally {
    progress.end()
  }
  done.invalidLines.sort((one, other) => one.line - other.line)
  answer(shell, given, done, () => replayedLines(done, performance.now() - startedAt, shell))
  if (done.invalid > 0) shell.exitWith(1)
}

/** Where calls are reported, as those of a source of the account; the API's own where none is named. */
export function reportPath(source: string | undefined): string {
  return source === undefined ? '/v1/calls' : `/v1/calls?source=${encodeURIComponent(source)}`
}

type Report = (calls: unknown[]) => Promise<Answer>

async function sendAll(report: Report, file: string, done: Replayed, progress: Progress): Promise<void> {
  let batch: Line[] = []
  let bytes = 0
  const flush = async () => {
    if (batch.length > 0) await sendBatch(report, batch, done)
    progress.moved(bytes, done.calls)
    batch = []
    bytes = 0
  }
  for await (const line of linesOf(file)) {
    const size = Buffer.byteLength(line.text) + 1
    if (batch.length === callsPerRequest || (bytes + size > bytesPerRequest && batch.length > 0)) await flush()
    bytes += size
    if (line.text.trim() === '') continue
    const wrong = isObject(line.text) ? undefined : 'is not a JSON object'
    if (wrong === undefined) batch.push(line)
    else note(done, line.number, [{ path: '', code: 'not_json', message: wrong }])
  }
  await flush()
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size
  } catch (error) {
    throw new CommandFailed(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}

async function* linesOf(file: string): AsyncGenerator<Line> {
  const input = file === '-' ? process.stdin : createReadStream(file)
  let number = 0
  for await (const text of linesIn(input)) {
    number += 1
    // A file that Windows wrote begins with a byte order mark.
    yield { number, text: number === 1 ? text.replace(/^\uFEFF/, '') : text }
  }
}

/** Node's own reader ends a line at U+2028 as well, which JSON leaves as it is within a text. */
async function* linesIn(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let rest = ''
  for await (const chunk of input as AsyncIterable<Buffer>) {
    const [...whole] = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = whole.pop() ?? ''
    for (const line of whole) yield line.replace(/\r$/, '')
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

type Result = {
  index: number
  outcome: 'new' | 'known' | 'invalid'
  problem?: Problem & { path?: string; message?: string }
}

async function sendBatch(report: Report, batch: readonly Line[], done: Replayed): Promise<void> {
  const { status, body } = await sendPatiently(report, batch)
  const results = (body as { results?: Result[] } | undefined)?.results
  if (!results) {
    // Larger than the program takes, and alone: the line is what is wrong.
    if (status === 413 && batch.length === 1 && batch[0])
      return note(done, batch[0].number, [{ path: '', code: 'too_large', message: 'is larger than the program takes' }])
    throw new Refused(status, (body ?? {}) as Problem)
  }
  for (const result of results) {
    const line = batch[result.index]
    if (!line) continue
    if (result.outcome === 'invalid') note(done, line.number, errorsOf(result.problem ?? {}))
    else {
      done.calls += 1
      done[result.outcome] += 1
    }
  }
}

/** A program that is busy says when to come again; one that restarts is asked until it is back. */
async function sendPatiently(report: Report, batch: readonly Line[]): Promise<Answer> {
  const calls = batch.map((line) => JSON.parse(line.text) as unknown)
  const givingUpAt = performance.now() + patienceMs
  for (let pause = 250; ; pause = Math.min(pause * 2, 5_000)) {
    try {
      const got = await report(calls)
      if (got.status !== 429 && got.status !== 503) return got
      if (performance.now() > givingUpAt) return got
      await setTimeout(Math.min(10_000, Number(got.headers['retry-after'] ?? 1) * 1_000))
    } catch (error) {
      if (!(error instanceof Unreachable) || performance.now() > givingUpAt) throw error
      await setTimeout(pause)
    }
  }
}

function errorsOf(problem: NonNullable<Result['problem']>): InvalidLine['errors'] {
  if (problem.errors && problem.errors.length > 0) return problem.errors
  const message = problem.message ?? problem.detail ?? problem.title ?? 'is not a call'
  return [{ path: problem.path ?? '', ...(problem.code === undefined ? {} : { code: problem.code }), message }]
}

function note(done: Replayed, line: number, errors: InvalidLine['errors']): void {
  done.calls += 1
  done.invalid += 1
  if (done.invalidLines.length < keptInvalid) done.invalidLines.push({ line, errors })
}

/** What is printed at the end: counts, and for each line that is no call its number, the field and what is wrong with it. */
export function replayedLines(done: Replayed, milliseconds: number, { paint }: Pick<Shell, 'paint'>): string[] {
  const figure = (count: number) => count.toLocaleString('en-IN')
  const invalid = `${figure(done.invalid)} invalid`
  const sum = `${figure(done.new)} new, ${figure(done.known)} known, ${done.invalid > 0 ? paint.bad(invalid) : invalid}`
  const lines = [`  ${paint.bold(counted(done.calls, 'call'))}: ${sum}, in ${(milliseconds / 1_000).toFixed(1)} s`]
  if (done.invalid === 0) return lines
  const shown = done.invalidLines.slice(0, shownInvalid)
  const paths = shown.flatMap((one) => one.errors.map((error) => error.path.length))
  const lineWidth = String(shown.at(-1)?.line ?? 0).length
  const widest = Math.min(24, Math.max(0, ...paths))
  for (const { line, errors } of shown)
    for (const [at, error] of errors.entries()) {
      const label = at === 0 ? `line ${pad(String(line), lineWidth)}` : ' '.repeat(5 + lineWidth)
      lines.push(...hanging(`  ${label}  ${pad(error.path, widest)}${widest > 0 ? '  ' : ''}`, error.message))
    }
  if (done.invalid > shown.length) lines.push(`  and ${done.invalid - shown.length} more; --json lists them`)
  return [lines[0] as string, '', ...lines.slice(1)]
}
