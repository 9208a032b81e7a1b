/** Whether the organisation has proved its name: by an icon, a colour and words. */
import { useTexts } from '@alongside/ui';
import { IconRosetteDiscountCheck, IconShieldQuestion } from '@tabler/icons-react';
import classes from './verified-mark.module.css';

export function VerifiedMark({ verified }: { readonly verified: boolean }) {
  const t = useTexts();
  const Icon = verified ? IconRosetteDiscountCheck : IconShieldQuestion;
  return (
    <span className={classes.mark} data-verified={verified}>
      <Icon size={18} stroke={1.75} aria-hidden />
      {verified ? t('common.verified') : t('helper.orgNotVerified')}
    </span>
  );
}
