/**
 * The arrows of ARCHITECTURE.md as data: which room may import which. `tools/check-arrows.mjs` runs this and fails when it looked at
 * too little; `tools/guards.test.ts` sees each rule fire.
 */
const room = (name) => `^src/${name}/`
const test = '\\.test\\.ts$'
const examination = '/conformance\\.ts$'

const may = (from, ...to) => ({
  name: `${from}-may-import-only`,
  severity: 'error',
  comment: `${from} may import: ${to.join(', ') || 'only itself'}`,
  from: { path: room(from), pathNot: [test, examination] },
  // Any room but core writes log lines.
  to: { path: '^src/', pathNot: [room(from), ...(from === 'core' ? [] : ['^src/log\\.ts$']), ...to.map(room)] },
})

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const outside = (name) => ({ path: '^src/', pathNot: [room(name), test] })
const code = (path) => ({ path, pathNot: [test, examination] })

module.exports = {
  forbidden: [
    never('no-rings', 'files that import each other in a ring cannot be read alone', {}, { circular: true }),
    may('core'),
    may('network'),
    may('telephony', 'core', 'network'),
    may('gateways', 'core', 'network'),
    may('store', 'core'),
    may('pipeline', 'core', 'store', 'gateways'),
    may('http', 'core', 'store', 'pipeline', 'telephony', 'gateways'),
    may('worker', 'core', 'store', 'pipeline', 'gateways', 'telephony'),
    never('log-stands-alone', 'every room writes through it', { path: '^src/log\\.ts$' }, { path: '^src/' }),
    never(
      'config-only-at-the-top',
      'rooms are handed values; the Config type is known to main and cli alone',
      { path: '^src/', pathNot: ['^src/(main|cli|config)\\.ts$', '^src/cli/', '^src/config\\.test\\.ts$'] },
      { path: '^src/config\\.ts$' },
    ),
    never(
      'main-is-the-top',
      'nothing is built from below',
      { path: '^src/', pathNot: ['^src/(main|cli)\\.ts$', '^src/cli/', '^src/(main|cli)[^/]*\\.test\\.ts$'] },
      { path: '^src/((main|cli)\\.ts$|cli/)' },
    ),
    never('core-is-pure', 'no node modules, and of npm only three packages', code(room('core')), {
      dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
      pathNot: 'node_modules/(zod|libphonenumber-js|temporal-polyfill|temporal-spec|temporal-utils)/',
    }),
    never('sql-only-in-store', 'the driver is spoken to in one room', outside('store'), {
      path: 'node_modules/(@types/)?pg/',
    }),
    never('fastify-only-in-http', 'the HTTP framework is known in one room', outside('http'), {
      path: 'node_modules/(@?fastify|fastify-[^/]+)/',
    }),
    never(
      'adapters-stand-alone',
      'one adapter never imports another',
      { path: '^src/(gateways|telephony)/([^/]+)', pathNot: ['/(all|gateway|source|conformance)\\.ts$', test] },
      // What several adapters stand on: the contracts, the one-request-each gateway, and how phone systems write times, fields and proofs.
      { path: '^src/$1/', pathNot: ['^src/$1/$2', '/(gateway|source|one-by-one|instants|fields|proof|report)\\.ts$'] },
    ),
    never('web-speaks-http', 'the console knows the API, not the program', { path: '^web/' }, { path: '^src/' }),
    never('no-tests-in-production', 'what ships does not import tests', code('^src/'), {
      path: ['^(test|bench|tools)/', test, examination],
    }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/(dist|node_modules)/' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
