import { EditorContent, useEditor, useEditorState } from '@tiptap/react';
import { Bold, Italic, Link, List, ListOrdered, Quote } from 'lucide-react';
import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { Dialog, DialogTrigger, Form, Popover } from 'react-aria-components';
import { useT } from '../i18n/format';
import { Button, IconButton } from '../ui/Button';
import { Field } from '../ui/Field';
import menu from '../ui/Menu.module.css';
import styles from './Editor.module.css';
import { extensions } from './extensions';
import { safeLink } from './links';

export interface EditorHandle {
  focus(): void;
  /** Another text under the fingers of whoever writes here, without a word to `onChange`; false when nobody does. */
  replace(html: string): boolean;
}

interface EditorProps {
  readonly initial: string;
  readonly label: string;
  readonly placeholder: string;
  readonly onChange: (html: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly onFocusChange?: (focused: boolean) => void;
  readonly autoFocus?: boolean;
  readonly toolbar: (formatting: React.ReactNode) => React.ReactNode;
  readonly ref?: Ref<EditorHandle>;
}

function filesOf(data: DataTransfer | null): File[] {
  return data ? [...data.files] : [];
}

export default function Editor({ initial, label, placeholder, onChange, onFiles, onFocusChange, autoFocus = false, toolbar, ref }: EditorProps) {
  const latest = useRef({ placeholder, onChange, onFiles, onFocusChange });
  latest.current = { placeholder, onChange, onFiles, onFocusChange };
  const editor = useEditor({
    extensions: extensions(() => latest.current.placeholder),
    content: initial,
    autofocus: autoFocus ? 'end' : false,
    shouldRerenderOnTransaction: false,
    editorProps: {
      attributes: { class: styles.text ?? '', role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, dir: 'auto' },
      handlePaste: (_, event) => take(event, filesOf(event.clipboardData)),
      handleDrop: (_, event) => take(event, filesOf(event.dataTransfer)),
    },
    onUpdate: ({ editor: now }) => latest.current.onChange(now.isEmpty ? '' : now.getHTML()),
    onFocus: () => latest.current.onFocusChange?.(true),
    onBlur: () => latest.current.onFocusChange?.(false),
  });

  function take(event: Event, files: File[]): boolean {
    if (!files.length) return false;
    event.preventDefault();
    latest.current.onFiles(files);
    return true;
  }

  useImperativeHandle(
    ref,
    () => ({
      focus: () => editor && !editor.isDestroyed && editor.commands.focus('end'),
      replace: (html) => {
        if (!editor || editor.isDestroyed || !editor.isFocused) return false;
        // Counted from the end, since what comes from elsewhere mostly stands before what is being written.
        const behind = editor.state.doc.content.size - editor.state.selection.head;
        editor.commands.setContent(html, { emitUpdate: false });
        return editor.commands.setTextSelection(Math.max(0, editor.state.doc.content.size - behind));
      },
    }),
    [editor],
  );

  if (!editor) return null;
  return (
    <>
      <EditorContent editor={editor} className={styles.scroller} />
      {toolbar(<Formatting editor={editor} />)}
    </>
  );
}

function Formatting({ editor }: { editor: NonNullable<ReturnType<typeof useEditor>> }) {
  const t = useT();
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
      quote: now.isActive('blockquote'),
      link: now.isActive('link'),
    }),
  });
  const chain = () => editor.chain().focus();
  return (
    <>
      <IconButton icon={Bold} label={t('desk.editor.bold')} pressed={on.bold} onPress={() => chain().toggleBold().run()} />
      <IconButton icon={Italic} label={t('desk.editor.italic')} pressed={on.italic} onPress={() => chain().toggleItalic().run()} />
      <IconButton icon={List} label={t('desk.editor.bullets')} pressed={on.bullets} onPress={() => chain().toggleBulletList().run()} />
      <IconButton icon={ListOrdered} label={t('desk.editor.numbers')} pressed={on.numbers} onPress={() => chain().toggleOrderedList().run()} />
      <IconButton icon={Quote} label={t('desk.editor.quote')} pressed={on.quote} onPress={() => chain().toggleBlockquote().run()} />
      <LinkButton
        active={on.link}
        current={() => String(editor.getAttributes('link').href ?? '')}
        onLink={(href) => (href ? chain().extendMarkRange('link').setLink({ href }).run() : chain().extendMarkRange('link').unsetLink().run())}
      />
    </>
  );
}

function LinkButton({ active, current, onLink }: { active: boolean; current: () => string; onLink: (href: string | null) => void }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [href, setHref] = useState('');
  const safe = safeLink(href);
  return (
    <DialogTrigger
      isOpen={open}
      onOpenChange={(now) => {
        setHref(current());
        setOpen(now);
      }}
    >
      <IconButton icon={Link} label={t('desk.editor.link')} pressed={active} />
      <Popover className={menu.popover ?? ''} offset={6}>
        <Dialog aria-label={t('desk.editor.link')} className={styles.link ?? ''}>
          <Form
            onSubmit={(event) => {
              event.preventDefault();
              if (href && !safe) return;
              onLink(safe);
              setOpen(false);
            }}
          >
            <Field
              label={t('desk.editor.link-address')}
              value={href}
              onChange={setHref}
              autoFocus
              error={href && !safe ? t('desk.editor.link-refused') : undefined}
            />
            <div className={styles.linkButtons}>
              {active && (
                <Button
                  onPress={() => {
                    onLink(null);
                    setOpen(false);
                  }}
                >
                  {t('desk.editor.unlink')}
                </Button>
              )}
              <Button type="submit" look="primary">
                {t('desk.editor.set-link')}
              </Button>
            </div>
          </Form>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
