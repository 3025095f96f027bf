export const trying = {} as const
