/** What each country asks of texts to its numbers. */
import { z } from 'zod'
import { countryPack } from '../../core/countries/pack.ts'
import { countryPacks, packOf } from '../../core/countries/packs.ts'
import { readAccount } from '../../store/accounts.ts'
import type { Api, Context } from '../context.ts'
import { notFound } from '../problems.ts'
import { accountOf } from '../who.ts'

export function addCountries(api: Api, { db }: Context): void {
  api.get(
    '/v1/countries',
    {
      config: { permission: 'configuration:read' },
      schema: {
        tags: ['Reference'],
        summary: 'What each country asks of texts to its numbers',
        description:
          'A text keeps the rules of its recipient’s country: hours and consent by category, forms of senders, words that opt out. The last (ZZ) holds for every country without rules of its own. `home` governs the account’s own headers.',
        response: { 200: z.object({ home: z.string(), items: z.array(countryPack.meta({ id: 'Country' })) }) },
      },
    },
    async (request) => {
      const account = await readAccount(db.console, accountOf(request))
      if (!account) throw notFound('account')
      return { home: packOf(account.settings.country).key, items: [...countryPacks] }
    },
  )
}
