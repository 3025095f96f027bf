export const countries = {} as const
