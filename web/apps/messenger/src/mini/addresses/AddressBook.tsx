/** Where somebody's parcels go. Programs see one address at a time, and only when they ask. */
import { Button, Chip, EmptyState, IconButton, Sheet, SkeletonRows } from "@hutong/ui";
import { EditIcon, PlusIcon } from "@hutong/ui/icons";
import { useMemo, useState } from "react";
import { useSelf } from "../../app/session";
import { useSay } from "../../app/toasts";
import { useAnswer } from "../../app/useAnswer";
import { useErrorWords } from "../../app/useErrorWords";
import { useWords } from "../../app/words";
import { PageHeader } from "../../shell/PageHeader";
import { miniApi, type Address, type AddressDraft } from "../api";
import { AddressForm } from "./AddressForm";
import { BLANK, draftOf, inOrder, lineOf } from "./model";
import "../../people/pages.css";
import "./addresses.css";

type Open = { is: "new" } | { is: "edit"; address: Address } | null;

export default function AddressBook() {
  const { t } = useWords();
  const { self } = useSelf();
  const say = useSay();
  const wordsFor = useErrorWords();
  const api = useMemo(() => miniApi(self.id), [self.id]);
  const answer = useAnswer("addresses", () => api.addresses());
  const [open, setOpen] = useState<Open>(null);
  const items = answer.state === "here" ? inOrder(answer.value.items) : [];
  const close = () => setOpen(null);
  const save = async (draft: AddressDraft) => {
    if (open?.is === "edit") await api.changeAddress(open.address.id, draft);
    else await api.addAddress(draft);
    close();
    answer.again();
  };
  const act = async (what: Promise<unknown>) => {
    try {
      await what;
      close();
      answer.again();
    } catch (error) {
      say(wordsFor(error));
    }
  };
  return (
    <article className="page">
      <PageHeader title={t("address.book")} back="/settings" />
      <div className="page-body">
        {answer.state === "waiting" && <SkeletonRows label={t("app.loading")} rows={3} />}
        {answer.state === "failed" && <EmptyState title={wordsFor(answer.error)} actions={<Button onClick={answer.again}>{t("app.tryAgain")}</Button>} />}
        {answer.state === "here" && items.length === 0 && (
          <EmptyState title={t("address.empty")} actions={<Button look="door" icon={PlusIcon} onClick={() => setOpen({ is: "new" })}>{t("address.new")}</Button>}>
            {t("address.emptyHelp")}
          </EmptyState>
        )}
        {items.length > 0 && (
          <>
            <ul className="card-rows address-rows">
              {items.map((address) => (
                <li key={address.id}>
                  <div>
                    <span className="address-who">
                      <b dir="auto">{address.name}</b>
                      <span className="num">{address.phone}</span>
                    </span>
                    <span dir="auto">{lineOf(address)}</span>
                    <span className="address-foot">
                      {address.is_default ? (
                        <Chip tone="ok">{t("address.isDefault")}</Chip>
                      ) : (
                        <button type="button" className="text-button" onClick={() => void act(api.makeDefault(address.id))}>{t("address.makeDefault")}</button>
                      )}
                    </span>
                  </div>
                  <IconButton label={t("address.editOf", { name: address.name })} icon={EditIcon} onClick={() => setOpen({ is: "edit", address })} />
                </li>
              ))}
            </ul>
            <Button look="door" icon={PlusIcon} wide onClick={() => setOpen({ is: "new" })}>
              {t("address.new")}
            </Button>
          </>
        )}
      </div>
      {open && (
        <Sheet title={t(open.is === "new" ? "address.new" : "address.edit")} closeLabel={t("app.close")} onClose={close}>
          <AddressForm first={open.is === "edit" ? draftOf(open.address) : { ...BLANK, is_default: items.length === 0 }} onSave={save} />
          {open.is === "edit" && (
            <Button look="danger" wide onClick={() => void act(api.removeAddress(open.address.id))}>
              {t("address.remove")}
            </Button>
          )}
        </Sheet>
      )}
    </article>
  );
}
