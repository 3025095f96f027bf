import { mapped } from './mapped/mapped.ts'
import { myoperator } from './myoperator/myoperator.ts'
import { native } from './native.ts'
import type { SourceKind } from './source.ts'

/** Every kind of source. A new one is its file, its fixtures and a line here. */
export const sourceKinds: readonly SourceKind[] = [mapped, native, myoperator]
