type Asked = { error: unknown; data: unknown }

/** It was not answered even once. */
export const isUnanswered = ({ error, data }: Asked): boolean => error !== null && data === undefined

/** Why a page has nothing to show: the problem of the first of its questions that was not answered even once. */
export const failureOf = (...asked: readonly Asked[]): unknown => asked.find(isUnanswered)?.error ?? null
