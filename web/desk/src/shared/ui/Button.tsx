import type { ComponentType, ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaProps, Tooltip, TooltipTrigger } from 'react-aria-components';
import { keyName, type ShortcutId } from '../keys/useShortcut';
import styles from './Button.module.css';
import { cx } from './cx';

export type Icon = ComponentType<{ size?: number; strokeWidth?: number; 'aria-hidden'?: boolean; className?: string }>;

interface ButtonProps extends Omit<AriaProps, 'children' | 'className' | 'style'> {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly icon?: Icon;
  /** Its key is shown beside it, and so learned by and by. */
  readonly shortcut?: ShortcutId;
  readonly children?: ReactNode;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'plain', icon: Glyph, children, className, shortcut, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={cx(styles.button, styles[look], className)}>
      {Glyph && <Glyph size={16} strokeWidth={1.75} aria-hidden />}
      {children}
      {shortcut && <kbd className={styles.key}>{keyName(shortcut)}</kbd>}
    </AriaButton>
  );
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon'> {
  readonly icon: Icon;
  /** Its name for those who cannot see the icon, and the tooltip for those who can. */
  readonly label: string;
  readonly pressed?: boolean;
}

export function IconButton({ icon: Glyph, label, shortcut, pressed, className, look = 'quiet', ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      <AriaButton
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={cx(styles.button, styles.icon, styles[look], pressed && styles.pressed, className)}
      >
        <Glyph size={17} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <Tooltip className={styles.tooltip ?? ''} offset={6}>
        {label}
        {shortcut && <kbd className={styles.tipKey}>{keyName(shortcut)}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
