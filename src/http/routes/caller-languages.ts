/** What callers read: listed, looked up, said and forgotten, one by one or by file. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { formatInstant } from '../../core/instant.ts'
import { languageName, readLanguage } from '../../core/language.ts'
import { languageFileReader } from '../../core/language-file.ts'
import type { PhoneNumber } from '../../core/phone-number.ts'
import { maskPhoneNumber } from '../../core/phone-number.ts'
import { parsePublicId, publicId } from '../../core/public-id.ts'
import { readAccount } from '../../store/accounts.ts'
import {
  type CallerLanguage,
  clearCallerLanguage,
  languageSources,
  listCallerLanguages,
  readCallerLanguage,
  setCallerLanguages,
} from '../../store/caller-languages.ts'
import type { Api, Context } from '../context.ts'
import { listRows } from '../list-rows.ts'
import { idFrom, pageFrom, pageOf, pageQuery } from '../paging.ts'
import { notFound, problem } from '../problems.ts'
import { instant } from '../shapes/common.ts'
import { accountOf, seesNumbers, whoOf } from '../who.ts'
import { numberFrom } from './opt-outs.ts'

const tag = 'Callers'
const source = z.enum(languageSources).describe('Who said it')
const number = z.string().min(3).max(40).describe('As dialled in the account’s country, or E.164')

const row = z
  .object({
    id: z.string(),
    number: z.string().nullable().describe('Whole for API keys; null for the console'),
    numberShown: z.string(),
    language: z.string(),
    languageName: z.string(),
    source,
    at: instant,
  })
  .meta({ id: 'CallerLanguage' })

const standing = z
  .object({
    numberShown: z.string(),
    language: z.string().nullable(),
    languageName: z.string().nullable(),
    source: source.nullable(),
    at: instant.nullable(),
  })
  .meta({ id: 'CallerLanguageStanding' })

export function addCallerLanguages(api: Api, context: Context): void {
  addReading(api, context)
  addSaying(api, context)
  addForgetting(api, context)
  addImport(api, context)
}

async function standingOf({ db }: Context, accountId: string, number: PhoneNumber): Promise<z.input<typeof standing>> {
  const found = await readCallerLanguage(db.console, accountId, number)
  return {
    numberShown: maskPhoneNumber(number),
    language: found?.language ?? null,
    languageName: found ? languageName(found.language) : null,
    source: found?.source ?? null,
    at: found ? formatInstant(found.at) : null,
  }
}

function rowView(one: CallerLanguage, request: FastifyRequest): z.input<typeof row> {
  return {
    id: publicId('lang', one.id),
    number: seesNumbers(request) ? one.number : null,
    numberShown: maskPhoneNumber(one.number),
    language: one.language,
    languageName: languageName(one.language),
    source: one.source,
    at: formatInstant(one.at),
  }
}

const sourceOf = (request: FastifyRequest) => (whoOf(request).by === 'key' ? 'api' : 'console')

function addReading(api: Api, context: Context): void {
  const config = { permission: 'configuration:read' } as const
  api.get(
    '/v1/caller-languages',
    {
      config,
      schema: {
        tags: [tag],
        summary: 'Callers whose language is known, the last said first',
        querystring: z.object(pageQuery),
        response: { 200: pageOf(row) },
      },
    },
    async (request) => {
      const { limit, after } = request.query
      const rows = await listCallerLanguages(context.db, accountOf(request), limit + 1, idFrom(after))
      return pageFrom(rows, limit, { item: (one) => rowView(one, request), place: (one) => one.id })
    },
  )
  api.post(
    '/v1/caller-languages/check',
    {
      config,
      schema: {
        tags: [tag],
        summary: 'What the caller of a number reads, and who said so',
        body: z.strictObject({ number }),
        response: { 200: standing },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      return standingOf(context, accountId, await numberFrom(context, accountId, request.body.number))
    },
  )
}

function addSaying(api: Api, context: Context): void {
  api.post(
    '/v1/caller-languages',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Say what a caller reads',
        description: 'It counts from the next call on, until a call or somebody says something else.',
        body: z.strictObject({
          number,
          language: z.string().min(1).max(40).describe('A tag such as hi, or a name such as Hindi'),
        }),
        response: { 200: standing },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const { number: told, language: word } = request.body
      const language = readLanguage(word)
      if (language === undefined)
        throw problem('invalid', {
          errors: [
            {
              path: 'language',
              code: 'not_a_language',
              message: 'is no language: write a tag such as hi, or a name such as Hindi',
            },
          ],
        })
      const number = await numberFrom(context, accountId, told)
      await setCallerLanguages(context.db, { accountId, source: sourceOf(request) }, [{ number, language }])
      return standingOf(context, accountId, number)
    },
  )
}

function addForgetting(api: Api, context: Context): void {
  const config = { permission: 'configuration:write' } as const
  api.post(
    '/v1/caller-languages/remove',
    {
      config,
      schema: {
        tags: [tag],
        summary: 'Forget what a caller reads',
        description: '404: nobody said.',
        body: z.strictObject({ number }),
        response: { 200: standing },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const number = await numberFrom(context, accountId, request.body.number)
      if (!(await clearCallerLanguage(context.db, accountId, { number }))) throw notFound('language of this caller')
      return standingOf(context, accountId, number)
    },
  )
  api.delete(
    '/v1/caller-languages/:id',
    {
      config,
      schema: {
        tags: [tag],
        summary: 'Forget what a caller reads, by the row of the list',
        params: z.object({ id: z.string().max(60) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const id = parsePublicId('lang', request.params.id)
      if (id === undefined || !(await clearCallerLanguage(context.db, accountOf(request), { id })))
        throw notFound(`caller language "${request.params.id}"`)
      return reply.code(204).send(null)
    },
  )
}

const imported = z
  .object({
    rows: z.int(),
    set: z.int(),
    known: z.int().describe('The same was known already'),
    bad: z.int(),
    badRows: z
      .array(z.object({ line: z.int(), value: z.string(), message: z.string() }))
      .describe('Those that were not kept, and why; at most 1,000'),
  })
  .meta({ id: 'CallerLanguagesImported' })

const namedRows = 1_000
const atOnce = 1_000

function addImport(api: Api, context: Context): void {
  api.post(
    '/v1/caller-languages/import',
    {
      config: { permission: 'configuration:write' },
      schema: {
        tags: [tag],
        summary: 'Say what the callers of a file read',
        description: 'CSV whose first row names the columns, one of numbers and one of languages. Safe to repeat.',
        body: z.strictObject({
          csv: z.string().min(1).describe('The file, or rows of it with the names of its columns before them'),
          skippedLines: z
            .int()
            .min(0)
            .default(0)
            .describe('Lines of the file between the names of its columns and these rows'),
        }),
        response: { 200: imported },
      },
    },
    async (request) => {
      const accountId = accountOf(request)
      const { csv, skippedLines } = request.body
      const account = await readAccount(context.db.console, accountId)
      const { good, bad } = await listRows(csv, languageFileReader(account?.settings.country ?? 'IN'))
      let set = 0
      for (let from = 0; from < good.length; from += atOnce)
        set += await setCallerLanguages(context.db, { accountId, source: 'file' }, good.slice(from, from + atOnce))
      return {
        rows: good.length + bad.length,
        set,
        known: good.length - set,
        bad: bad.length,
        badRows: bad.slice(0, namedRows).map((one) => ({ ...one, line: one.line + skippedLines })),
      }
    },
  )
}
