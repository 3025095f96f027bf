type Asked = { error: unknown; data: unknown }

/** Why a page has nothing to show: the problem of the first of its questions that was not answered even once. */
export const failureOf = (...asked: readonly Asked[]): unknown =>
  asked.find(({ error, data }) => error !== null && data === undefined)?.error ?? null
