import { useEffect, useRef, useState } from 'react';
import { TextInput } from '@mantine/core';
import type { TextInputProps } from '@mantine/core';

/**
 * A value that people write as text: a time, a duration. What cannot be read stays in the field, is said, and
 * holds up the form it is in; it never replaces the value.
 */
export function TypedField({
  text,
  read,
  wrong,
  error,
  isBrief = false,
  ...others
}: Omit<TextInputProps, 'value' | 'onChange' | 'ref' | 'type'> & {
  /** The value as it is written when nobody is typing. */
  text: string;
  /** Takes what was typed; answers whether it could be read. */
  read: (typed: string) => boolean;
  /** What to write instead. */
  wrong: string;
  /** In a narrow field: it is only marked, and said when the form is sent. */
  isBrief?: boolean;
}) {
  const [typed, setTyped] = useState<{ text: string; isWrong: boolean } | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const isWrong = typed?.isWrong ?? false;
  useEffect(() => field.current?.setCustomValidity(isWrong ? wrong : ''), [isWrong, wrong]);
  return (
    <TextInput
      {...others}
      ref={field}
      autoComplete="off"
      error={error ?? (isWrong && (isBrief || wrong))}
      value={typed?.text ?? text}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped({ text: next, isWrong: !read(next) });
      }}
      onBlur={() => {
        if (!isWrong) setTyped(null);
      }}
    />
  );
}
