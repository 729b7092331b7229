import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'

const WAIT_MS = 250

interface TextFilterProps {
  label: string
  value: string
  onChange: (text: string) => void
  className?: string | undefined
}

/** A text that narrows a list: it waits a moment after the last key, and follows a value that changes from outside. */
export function TextFilter({ label, value, onChange, className = '' }: TextFilterProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  useEffect(() => {
    if (text === value) return
    const timer = setTimeout(() => onChange(text), WAIT_MS)
    return () => clearTimeout(timer)
  })
  return (
    <TextInput
      size="xs"
      className={className}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  )
}
