import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';

interface BackButtonProps {
  /** `default` among the acts of a page's header. */
  variant?: 'subtle' | 'default';
  className?: string | undefined;
  onClick: () => void;
  children: ReactNode;
}

/** The way to the screen that this one was opened from. */
export function BackButton({ variant = 'subtle', className = '', onClick, children }: BackButtonProps) {
  return (
    <Button
      variant={variant}
      className={className}
      leftSection={<IconArrowLeft size={14} aria-hidden />}
      onClick={onClick}
    >
      {children}
    </Button>
  );
}
