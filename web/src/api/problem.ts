import { t } from '../i18n/i18n.ts'

export type FieldError = { path: string; code: string; message: string }

/** Said in the place of the API's title, which speaks to programs; which fields, and why, stands in `errors`. */
export const fieldsWords = (count: number): string => t('ui.refusedFields', { count })

/** What the program answered instead of doing it (RFC 9457), or that it did not answer (`code: 'no_answer'`). */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: FieldError[]
  readonly body: Record<string, unknown>
  /** It says no more than that fields are not right: which, and why, is in `errors`. */
  readonly isOfFieldsAlone: boolean

  constructor(status: number, body: Record<string, unknown>) {
    const errors = Array.isArray(body['errors']) ? (body['errors'] as FieldError[]) : []
    const isOfFieldsAlone = body['code'] === 'invalid' && errors.length > 0 && body['detail'] === undefined
    const ofFields = isOfFieldsAlone ? fieldsWords(errors.length) : undefined
    super(String(body['detail'] ?? ofFields ?? body['title'] ?? t(status === 413 ? 'ui.tooLarge' : 'ui.unknownAnswer')))
    this.status = status
    this.code = String(body['code'] ?? 'unknown')
    this.errors = errors
    this.body = body
    this.isOfFieldsAlone = isOfFieldsAlone
  }
}

/** Somebody was asked whether a change may be made, and left things as they were: nothing went wrong. */
export class LeftAsItWas extends Error {}

export const isProblem = (error: unknown, code?: string): error is ApiProblem =>
  error instanceof ApiProblem && (code === undefined || error.code === code)
