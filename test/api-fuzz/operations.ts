/** What the API's own description names: each method of each address, with what it takes. */

// biome-ignore lint/suspicious/noExplicitAny: JSON Schema is read as it comes
export type Schema = any

export type Operation = {
  /** Such as `GET /v1/calls`. */
  name: string
  method: string
  path: string
  parameters: { name: string; in: string; schema: Schema }[]
  body?: { type: string; schema: Schema }
}

/** Its answer has no end, so it is opened and left again. */
export const livePath = '/v1/live'

export function operationsOf(document: Schema): Operation[] {
  return Object.entries(document.paths as Record<string, Schema>).flatMap(([path, item]) =>
    ['get', 'post', 'put', 'patch', 'delete'].flatMap((method) =>
      item[method] ? [one(path, method, item[method])] : [],
    ),
  )
}

function one(path: string, method: string, described: Schema): Operation {
  const [body] = Object.entries((described.requestBody?.content ?? {}) as Record<string, Schema>)
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    parameters: described.parameters ?? [],
    ...(body && { body: { type: body[0], schema: body[1].schema } }),
  }
}

export const isRead = ({ method }: Operation): boolean => method === 'GET'

/** Lists that a key of an account may ask for without saying anything else. */
export const isPlainList = (operation: Operation): boolean =>
  isRead(operation) && !operation.path.includes('{') && operation.path !== livePath
