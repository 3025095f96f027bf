/**
 * Writes web/src/api/schema.generated.d.ts, the types of the API, from the document that the server serves: `node tools/generate-api.ts`. With
 * --check it fails when what is checked in is stale.
 */
import openapiTS, { astToString } from 'openapi-typescript'
import { gatewayKinds } from '../src/gateways/all.ts'
import { openApiDocument } from '../src/http/openapi.ts'
import { buildServer } from '../src/http/server.ts'
import { openLog } from '../src/log.ts'
import { openDatabase } from '../src/store/database.ts'
import { openSeal } from '../src/store/seal.ts'
import { sourceKinds } from '../src/telephony/all.ts'
import { keepGenerated } from './keep-generated.ts'

const nobody = () => Promise.reject(new Error('nobody is asked while the document is made'))
const log = openLog('silent')

// Nothing is connected to: a server is built, asked for its document, and thrown away.
const server = await buildServer({
  db: openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', owner: 'generate', log }),
  seal: openSeal('no secret is sealed while the document is made'),
  services: {
    accept: nobody,
    waiting: () => 0,
    explain: { explainCall: nobody, planCall: nobody },
    tryOnHistory: nobody,
    recordReceipts: nobody,
    confirmOptOuts: { during: nobody },
    gatewayHealth: () => undefined,
    checkGateway: nobody,
    tryGateway: nobody,
    gatewaysChanged: nobody,
    wake: () => undefined,
    figures: () => {
      throw new Error('nobody looks while the document is made')
    },
    readiness: () => ({ ready: false, words: '' }),
  },
  gatewayKinds,
  sourceKinds,
  log,
  publicUrl: () => 'http://localhost:8480',
  version: '0.1.0',
})
const types = astToString(await openapiTS(JSON.stringify(openApiDocument(server))))
await server.close()

keepGenerated(
  'web/src/api/schema.generated.d.ts',
  `// Made by tools/generate-api.ts from the API's own description. Do not edit.\n\n${types}`,
)
