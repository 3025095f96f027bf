import { expect, test } from 'vitest'
import { mendPlaceholder, nearestOf, variablesIn } from './placeholders.ts'

test('a misspelt placeholder is found in the problem and put right with its fallback', () => {
  const near = nearestOf('There is no placeholder {{deparment_name}}; did you mean {{department_name}}? (character 12)')
  expect(near).toEqual({ wrong: 'deparment_name', meant: 'department_name' })
  expect(mendPlaceholder('To {{ deparment_name|us}} and {{user_name}}', 'deparment_name', 'department_name')).toBe(
    'To {{department_name|us}} and {{user_name}}',
  )
  expect(nearestOf('Close the placeholder with }}')).toBeUndefined()
})

test('the variables that wordings name are found, with a fallback and without, each once', () => {
  const body = 'Order {{var.order_no}} of {{ var.shop|us }} for {{caller_name}}, {{var.order_no|yours}}'
  expect(variablesIn(body, 'Now {{var.at}}')).toEqual(['order_no', 'shop', 'at'])
})
