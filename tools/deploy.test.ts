/** What one deploys by, held to what the program is: no Docker is needed to see that these have fallen apart. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { describeConfig } from '../src/config.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const settings = describeConfig().map((one) => one.name)
/** A stop of the program takes up to 25 s, and that of its database some more. */
const leastStopSeconds = 45

type Service = {
  image?: string
  build?: string
  environment?: Record<string, string>
  ports?: string[]
  volumes?: string[]
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  stop_grace_period?: string
  healthcheck?: { test: string[] }
  depends_on?: Record<string, { condition: string }>
}
type Compose = { services: Record<string, Service>; volumes: Record<string, unknown> }

const compose = parse(read('compose.yaml')) as Compose
const withPostgres = parse(read('deploy/compose.postgres.yaml')) as Compose

/** The instructions of a Dockerfile with their arguments, lines that go on joined. */
function instructions(text: string): [name: string, rest: string][] {
  const joined = text.replaceAll(/^\s*#.*\n/gm, '').replaceAll(/\\\n\s*/g, '')
  return joined
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, name = '', rest = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
      return [name, rest]
    })
}

const image = instructions(read('Dockerfile'))
const lastStage = image.slice(image.findLastIndex(([name]) => name === 'FROM'))
const of = (name: string) => lastStage.flatMap(([one, rest]) => (one === name ? [rest] : []))
const environment = new Map(
  of('ENV')
    .flatMap((one) => one.split(' '))
    .map((one) => one.split('=') as [string, string]),
)

/** What Node itself reads. */
const ofNode = ['NODE_ENV', 'NODE_OPTIONS']

describe('the image', () => {
  test('is read whole', () => {
    expect(image.length).toBeGreaterThan(20)
    expect(image.every(([name]) => name !== '')).toBe(true)
  })

  test('runs as a user without rights, and does nothing as root after that', () => {
    const user = lastStage.findIndex(([name]) => name === 'USER')
    expect(lastStage[user]).toEqual(['USER', 'node'])
    expect(lastStage.slice(user).some(([name]) => name === 'RUN')).toBe(false)
  })

  test('is healthy while the program takes calls, at the port it listens on', () => {
    const port = environment.get('LISTEN')?.split(':')[1]
    expect(of('HEALTHCHECK')[0]).toContain(`http://127.0.0.1:${port}/readyz`)
    expect(of('EXPOSE')).toEqual([port])
  })

  test('stops cleanly: a signal, by an init, to a command without a shell', () => {
    expect(of('STOPSIGNAL')).toEqual(['SIGTERM'])
    expect(JSON.parse(of('ENTRYPOINT')[0] ?? '')).toEqual(['tini', '--', 'aftercall'])
    expect(JSON.parse(of('CMD')[0] ?? '')).toEqual(['start'])
  })

  test('keeps its data in the volume, and sets what the program knows', () => {
    expect(of('VOLUME')).toEqual([environment.get('DATA_DIR')])
    const names = [...environment.keys()].filter((name) => !ofNode.includes(name))
    expect(settings).toEqual(expect.arrayContaining(names))
  })

  test('holds all that the package ships, installed by the lock file', () => {
    const { files } = JSON.parse(read('package.json')) as { files: string[] }
    const copied = of('COPY').join(' ')
    for (const file of files) expect(copied, file).toContain(`/src/${file}`)
    const installs = image.filter(([name, rest]) => name === 'RUN' && /\bnpm\b/.test(rest))
    expect(installs).toHaveLength(2)
    for (const [, rest] of installs) expect(rest).toMatch(/^npm ci .*--ignore-scripts/)
  })

  test('copies only from stages that there are, all of one Node', () => {
    const stages = image.flatMap(([name, rest]) => (name === 'FROM' ? [rest.split(' ')] : []))
    expect(new Set(stages.map(([from]) => from))).toEqual(new Set(['node:24-bookworm-slim']))
    const named = stages.map((one) => one[2])
    for (const one of of('COPY')) expect(named).toContain(/^--from=(\S+)/.exec(one)?.[1])
  })
})

describe('compose', () => {
  const program = compose.services['aftercall'] as Service

  test('lets nobody in but this machine, and the program nowhere but into its volume', () => {
    expect(program.ports?.length).toBeGreaterThan(0)
    for (const port of program.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/)
    expect(program.volumes).toEqual([`data:${environment.get('DATA_DIR')}`])
    expect(Object.keys(compose.volumes)).toEqual(['data'])
    expect(program).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
  })

  test('waits for a clean stop', () => {
    for (const one of [program, withPostgres.services['postgres']])
      expect(Number(/^(\d+)s$/.exec(one?.stop_grace_period ?? '')?.[1])).toBeGreaterThanOrEqual(leastStopSeconds)
  })

  test('sets what the program knows', () => {
    const names = [program, withPostgres.services['aftercall']].flatMap((one) => Object.keys(one?.environment ?? {}))
    expect(settings).toEqual(expect.arrayContaining(names))
    expect(names).toEqual(expect.arrayContaining(['PUBLIC_URL', 'DATABASE_URL']))
  })

  test('hands on every setting, or sets it itself', () => {
    // Where the data lie is the image's to say.
    const handed = Object.keys(program.environment ?? {}).concat('DATA_DIR')
    expect(handed.toSorted()).toEqual(settings.toSorted())
  })

  test('with PostgreSQL beside it waits until that answers, and keeps its data', () => {
    const { aftercall, postgres } = withPostgres.services
    const url = new URL((aftercall?.environment?.['DATABASE_URL'] ?? '').replace(/\$\{[^}]*\}/, 'secret'))
    expect(url).toMatchObject({ hostname: 'postgres', username: 'aftercall', pathname: '/aftercall' })
    expect(aftercall?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } })
    expect(postgres?.healthcheck?.test.join(' ')).toContain('pg_isready')
    expect(postgres?.environment).toMatchObject({ POSTGRES_USER: url.username, POSTGRES_DB: url.pathname.slice(1) })
    // From 18 on the image keeps its data one folder higher than before.
    expect(postgres?.image).toBe('postgres:18')
    expect(postgres?.volumes).toEqual(['postgres:/var/lib/postgresql'])
    expect(Object.keys(withPostgres.volumes)).toEqual(['postgres'])
  })
})

describe('the unit of systemd', () => {
  const unit = read('deploy/aftercall.service')
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1]

  test('runs as its own user, tells the program alone to stop, and waits for it', () => {
    expect(value('User')).toBe('aftercall')
    expect(value('KillMode')).toBe('mixed')
    expect(Number.parseInt(value('TimeoutStopSec') ?? '', 10)).toBeGreaterThanOrEqual(leastStopSeconds)
    expect(value('ProtectSystem')).toBe('strict')
    // JavaScript is compiled while it runs.
    expect(value('MemoryDenyWriteExecute')).toBeUndefined()
  })

  test('counts as started when the program says so, and is started again when it says nothing more', () => {
    expect(value('Type')).toBe('notify')
    // What says so is a child of the program.
    expect(value('NotifyAccess')).toBe('all')
    expect(value('WatchdogSec')).toBe('60s')
    expect(value('TimeoutStartSec')).toBe('infinity')
    expect(value('Restart')).toBe('on-failure')
  })

  test('sets what the program knows, with the data where it may write', () => {
    const set = new Map((value('Environment') ?? '').split(' ').map((one) => one.split('=') as [string, string]))
    const names = [...set.keys()].filter((name) => !ofNode.includes(name))
    expect(settings).toEqual(expect.arrayContaining(names))
    expect(set.get('DATA_DIR')).toBe(`/var/lib/${value('StateDirectory')}`)
  })
})

describe('the proxies in the documentation', () => {
  const page = read('docs/operating/deploying.md')
  const block = (language: string) => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? ''

  test('hand on host and caller, hold nothing back, and repeat nothing', () => {
    const nginx = block('nginx')
    for (const line of [
      'proxy_set_header Host $host;',
      'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
      'proxy_buffering off;',
      'proxy_next_upstream off;',
    ])
      expect(nginx).toContain(line)
    expect(nginx.split('{').length).toBe(nginx.split('}').length)
    expect(block('caddyfile')).toContain('reverse_proxy 127.0.0.1:8480')
    expect(block('caddyfile')).toContain('flush_interval -1')
  })
})

const pages = [
  'README.md',
  ...readdirSync(path.join(root, 'docs/operating')).map((name) => `docs/operating/${name}`),
].map(read)
/** What stands as a whole block to be typed along, lines that go on joined. */
const blocks = pages.flatMap((page) =>
  [...page.matchAll(/^ *```\n([\s\S]*?)^ *```/gm)].map(([, block = '']) => block.replaceAll(/ *\\\n */g, ' ')),
)

test('commands in the documentation can be copied with what stands beside them', () => {
  const lines = blocks.flatMap((block) => block.split('\n'))
  const commands = lines.filter((line) => /^ *(npm|npx|docker|sudo|node) /.test(line))
  expect(commands.length).toBeGreaterThan(20)
  expect(commands.filter((line) => /\S {3,}[^#\s]/.test(line))).toEqual([])
})

test('nothing is called in a container before it is ready', () => {
  const early = blocks.filter((block) =>
    /docker compose (?:\S+ )*up (?!.*--wait).*\n(?:.*\n)*.*\bexec aftercall\b/.test(block),
  )
  expect(early).toEqual([])
  expect(blocks.some((block) => /\bup .*--wait\n(?:.*\n)*.*\bexec aftercall\b/.test(block))).toBe(true)
})

test('commands that open the database under systemd have the user and the settings of the unit', () => {
  const unit = read('deploy/aftercall.service')
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1]
  const lines = blocks.flatMap((block) => block.split('\n')).filter((line) => line.includes('systemd-run'))
  expect(lines.length).toBeGreaterThan(2)
  for (const line of lines)
    for (const part of [
      `--uid=${value('User')}`,
      `-p EnvironmentFile=${value('EnvironmentFile')}`,
      `-p WorkingDirectory=${value('WorkingDirectory')}`,
      `-E DATA_DIR=/var/lib/${value('StateDirectory')} aftercall`,
    ])
      expect(line).toContain(part)
})

describe('what commands write into a checkout', () => {
  const first = (file: string) => file.split('/')[0] ?? ''
  const patterns = (file: string) =>
    read(file)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
  /** Whether what lies at the top is left out: the last line that speaks of it decides. */
  const isLeftOut = (ignored: readonly string[], file: string) => {
    const said = ignored.filter((line) => isOf(line.replace(/^!/, '').replace(/^\/|\/$/g, ''), first(file)))
    return said.length > 0 && said.at(-1)?.startsWith('!') === false
  }
  const isOf = (pattern: string, name: string) =>
    new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name)
  const named =
    /(?<![\w./$-])(?:[\w-]+\.(?:gz(?:\.gpg|\.part)?|csv|jsonl|tgz)|(?:account|draft|example|my-shop)\.yaml|data-new|kept\/\w+)\b/g
  const written = new Set(pages.flatMap((page) => [...page.matchAll(named)].map(([file]) => file)))

  test('gets neither into a commit nor into an image', () => {
    const known = [
      'aftercall.gz',
      'aftercall.gz.gpg',
      'my-shop.yaml',
      'account.yaml',
      'missed.jsonl',
      'kept/secret',
      'data-new',
    ]
    expect([...written]).toEqual(expect.arrayContaining(known))
    for (const file of [...written, 'secret-key', '.env', 'data/secret-key']) {
      expect(isLeftOut(patterns('.gitignore'), file), file).toBe(true)
      expect(isLeftOut(patterns('.dockerignore'), file), file).toBe(true)
    }
  })

  test('is all that is kept out of the image: what it is built of and holds gets in', () => {
    const { files } = JSON.parse(read('package.json')) as { files: string[] }
    const built = [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'tsconfig.build.json',
      'src/cli.ts',
      'tools/build.mjs',
      'web/package.json',
    ]
    for (const file of [...built, ...files.filter((one) => one !== 'dist')])
      expect(isLeftOut(patterns('.dockerignore'), file), file).toBe(false)
  })
})
