/** More than this are not looked through in a menu. */
export const mostInMenu = 20

/** For a choice among as many as an account has: found by typing, and no more of them drawn than are looked through. */
export const amongMany = { searchable: true, limit: 50 } as const
