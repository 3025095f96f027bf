import { z } from 'zod'

type Shape = Record<string, z.ZodType>

/** The schema of a PATCH: every field may be absent, and an absent one changes nothing (a default would). The key never changes. */
export function patchOf<S extends Shape>(
  schema: z.ZodObject<S>,
): z.ZodType<Partial<Omit<z.infer<z.ZodObject<S>>, 'key'>>> {
  const fields = Object.entries(schema.shape).filter(([name]) => name !== 'key')
  return z.strictObject(
    Object.fromEntries(fields.map(([name, field]) => [name, withoutDefault(field).optional()])),
  ) as never
}

function withoutDefault(field: z.ZodType): z.ZodType {
  return field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field
}
