/** Mistakes that somebody could make, each as a patch of the text, with the test that must notice it (M1 to M18 of the reliability facts, as far as they apply, and one more). */

export type Patch = { file: string; from: string; to: string }
export type Mutant = { name: string; mistake: string; patches: Patch[]; caughtBy: string; where?: string }

const neverTwice = 'test/never-twice.test.ts'
const commitUnknown = 'test/commit-unknown.test.ts'
const settles = 'test/settles-by-itself.test.ts'
const examination = 'src/gateways/smpp/examination.test.ts'

export const mutants: readonly Mutant[] = [
  {
    name: 'M1',
    mistake: 'sends again when no answer came',
    patches: [
      {
        file: 'src/pipeline/send-messages.ts',
        from: 'sendAgain: at.ratherTwice && mayBeMissing.has(outcome.why) && one.submission.validUntil > at.now,',
        to: 'sendAgain: true,',
      },
    ],
    caughtBy: neverTwice,
    where: 'never sends again what was not answered',
  },
  {
    name: 'M2',
    mistake: 'puts a text back into the queue when its lease is over',
    patches: [
      {
        file: 'src/store/sweeps.ts',
        from: `({ ...key, event: 'doubted', doubt: 'lease_over' })`,
        to: `({ ...key, event: 'refused_for_now', reason: 'not_sent' })`,
      },
    ],
    caughtBy: neverTwice,
    where: 'makes doubt of a lease that ran out',
  },
  {
    name: 'M3',
    mistake: 'answers before the commit',
    patches: [
      {
        file: 'src/pipeline/accept-calls.ts',
        from: `void batches.add({
          incoming: { ...one, id: newId() },`,
        to: `const id = newId()
        resolve({ outcome: 'new', id, messages: 0 })
        void batches.add({
          incoming: { ...one, id },`,
      },
    ],
    caughtBy: neverTwice,
    where: 'a thousand commits that failed',
  },
  {
    name: 'M4',
    mistake: 'tests the state in the sub-select only',
    patches: [
      {
        file: 'src/store/claims.ts',
        from: `from (select * from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[]) as t(a, i, k, ref) order by a, i) u
   where m.account_id = u.a and m.id = u.i and m.attempt = u.k and m.state = 'queued' and`,
        to: `from (select t.* from unnest($1::uuid[], $2::uuid[], $3::integer[], $4::text[]) as t(a, i, k, ref)
     join message q on q.account_id = t.a and q.id = t.i and q.attempt = t.k and q.state = 'queued' order by t.a, t.i) u
   where m.account_id = u.a and m.id = u.i and`,
      },
    ],
    caughtBy: 'test/claims-never-overlap.test.ts',
  },
  {
    name: 'M5',
    mistake: 'stores an answer without asking of which attempt',
    patches: [
      {
        file: 'src/store/messages.ts',
        from: 'where m.account_id = u.a and m.id = u.i and m.attempt = u.n and m.state',
        to: 'where m.account_id = u.a and m.id = u.i and m.state',
      },
    ],
    caughtBy: 'test/state-table.test.ts',
  },
  {
    name: 'M6',
    mistake: 'takes a COMMIT without an answer for done',
    patches: [
      {
        file: 'src/store/database.ts',
        from: `throw new CommitUnknown('the answer to COMMIT never came', { cause: error })`,
        to: 'return',
      },
    ],
    caughtBy: commitUnknown,
    where: 'says that nobody knows',
  },
  {
    name: 'M7',
    mistake: 'knows duplicates only where it has seen them',
    patches: [
      {
        file: 'migrations/0001_first.sql',
        from: `  primary key (account_id, id),
  unique (account_id, source_id, source_call_id)
);`,
        to: `  primary key (account_id, id)
);`,
      },
      {
        file: 'src/store/planned-rows.ts',
        from: 'on conflict (account_id, source_id, source_call_id) do nothing',
        to: '',
      },
    ],
    caughtBy: neverTwice,
    where: 'five requests bring at once to two nodes',
  },
  {
    name: 'M8',
    mistake: 'answers a receipt before it is stored',
    patches: [
      {
        file: 'src/gateways/smpp/session.ts',
        from: `this.#host.came(came).then(
      () => answer(status.ok),`,
        to: `answer(status.ok)
    this.#host.came(came).then(
      () => undefined,`,
      },
    ],
    caughtBy: examination,
  },
  {
    name: 'M9',
    mistake: 'gives back at a stop what was written and not answered',
    patches: [
      {
        file: 'src/gateways/smpp/attempt.ts',
        from: `this.#ends[i] ??= { is: 'unclear', why: 'timeout' }`,
        to: `this.#ends[i] ??= { is: 'not_written' }`,
      },
    ],
    caughtBy: examination,
  },
  {
    name: 'M10',
    mistake: 'does not look what COMMIT was answered with',
    patches: [{ file: 'src/store/database.ts', from: `if (tag !== 'COMMIT') throw`, to: `if (tag === '') throw` }],
    caughtBy: commitUnknown,
    where: 'says no where an error inside was swallowed',
  },
  {
    name: 'M11',
    mistake: 'leaves queued what a restored backup held as queued',
    patches: [
      {
        file: 'src/store/hold-what-waits.ts',
        from: "where due_at is not null and state = 'queued'",
        to: "where due_at is not null and state = 'sending'",
      },
    ],
    caughtBy: 'test/upgrade-kept.test.ts',
    where: 'what waited then waits for a person',
  },
  {
    name: 'M12',
    mistake: 'gives the next endpoint what the first left in doubt',
    patches: [
      {
        file: 'src/gateways/smpp/attempt.ts',
        from: "return { is: 'unclear', why: end.is }",
        to: "return { is: 'not_written' }",
      },
    ],
    caughtBy: 'src/gateways/smpp/endpoints.test.ts',
    where: 'never get a text that the first left in doubt',
  },
  {
    name: 'M13',
    mistake: 'never looks again at receipts that nobody knew',
    patches: [
      { file: 'src/worker/engine.ts', from: `startLoop('matcher', usualEvery.matcher, match, log),`, to: '' },
      { file: 'src/worker/engine.ts', from: 'const match = async', to: 'const _match = async' },
    ],
    caughtBy: settles,
    where: 'whose id nobody knows',
  },
  {
    name: 'M14',
    mistake: 'sends again what a look-up did not find',
    patches: [
      {
        file: 'src/worker/ask-overdue.ts',
        from: "if (told?.is !== 'arrived' || !told.receipts) return 0",
        to: `if (told?.is !== 'arrived' || !told.receipts) {
      const again = "update message set state = 'queued', due_at = clock_timestamp(), watch_at = null where number = $1"
      await db.query('console', again, [number])
      return 0
    }`,
      },
    ],
    caughtBy: 'test/overdue-receipts.test.ts',
    where: 'what the SMSC does not know',
  },
  {
    name: 'M15',
    mistake: 'writes into a socket that is not read, and ends it gently',
    patches: [
      { file: 'src/gateways/smpp/outlet.ts', from: 'return this.#socket.writableLength === 0', to: 'return true' },
      { file: 'src/gateways/smpp/goodbye.ts', from: 'else socket.resetAndDestroy()', to: 'else socket.end()' },
    ],
    caughtBy: 'src/gateways/smpp/session.test.ts',
    where: 'writes nothing into a socket that is not empty',
  },
  {
    name: 'M16',
    mistake: 'follows redirects',
    patches: [
      {
        file: 'src/network/http.ts',
        from: `import { Agent, type Dispatcher } from 'undici'`,
        to: `import { Agent, type Dispatcher, interceptors } from 'undici'`,
      },
      {
        file: 'src/network/http.ts',
        from: '    bodyTimeout: 0,\n  })',
        to: '    bodyTimeout: 0,\n  }).compose(interceptors.redirect({ maxRedirections: 3 }))',
      },
    ],
    caughtBy: 'src/network/http.test.ts',
  },
  {
    name: 'M17',
    mistake: 'sends a text again whole when one of its parts was refused',
    patches: [
      {
        file: 'src/gateways/smpp/verdicts.ts',
        from: 'if (keys.length > 0) {',
        to: `if (keys.length > 0 && !ends.some((end) => end.is === 'refused')) {`,
      },
    ],
    caughtBy: examination,
  },
  {
    name: 'M18',
    mistake: 'does not read back what an unknown commit left',
    patches: [
      {
        file: 'src/pipeline/accept-calls.ts',
        from: 'if (held.size > 0) await recover(options, held)',
        to: 'held.clear()',
      },
    ],
    caughtBy: commitUnknown,
    where: 'answers the sender and sends the text once',
  },
  {
    name: 'M19',
    mistake: 'hands texts over to a database that has lost commits',
    patches: [
      {
        file: 'src/store/accept.ts',
        from: '!incoming.test && !one.found.wentBack ?',
        to: '!incoming.test ?',
      },
    ],
    caughtBy: 'test/database-went-back.test.ts',
    where: 'hands over no text of a call that is told again',
  },
]
