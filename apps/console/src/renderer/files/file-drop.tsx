/** Files dropped anywhere in the window are shared; while they hover, the window says so. */

import { useTexts } from '@alongside/ui';
import { useEffect, useState } from 'react';
import classes from './files-panel.module.css';

type FileDropProps = {
  readonly onShare: (files: readonly File[]) => void;
  /** A folder was among them. */
  readonly onFolder: () => void;
};

export function FileDrop({ onShare, onFolder }: FileDropProps) {
  const t = useTexts();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      // To nowhere: out of the window.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      const { files, hasFolder } = droppedFiles(event.dataTransfer);
      if (hasFolder) onFolder();
      onShare(files);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [onShare, onFolder]);
  return isOver ? <div className={classes.drop}>{t('files.dropHere')}</div> : null;
}

/** A folder comes as a file that nobody can read. */
function droppedFiles({ items }: DataTransfer): {
  readonly files: readonly File[];
  readonly hasFolder: boolean;
} {
  const all = [...items].filter(({ kind }) => kind === 'file');
  const folders = all.filter((item) => item.webkitGetAsEntry()?.isDirectory === true);
  const files = all.filter((item) => !folders.includes(item)).flatMap((item) => item.getAsFile() ?? []);
  return { files, hasFolder: folders.length > 0 };
}
