import type { FamilyCardTerms, Person } from "@hutong/api";
import { Button } from "@hutong/ui";
import { yuan } from "@hutong/ui/money";
import { useState } from "react";
import { useLocation } from "wouter";
import { useSelf } from "../app/session";
import { useWords } from "../app/words";
import { PeoplePicker } from "../chat/group/PeoplePicker";
import { PersonAvatar, personName } from "../chat/peer";
import { PasswordSheet } from "../pay/PasswordSheet";
import { PageHeader } from "../shell/PageHeader";
import { FamilyTerms } from "./FamilyTerms";
import "../people/pages.css";
import "./wallet.css";

const RELATIONS = ["child", "mother", "father", "other"] as const;

/** To whom, what they are to one, and within which bounds. */
export default function FamilyGive() {
  const { t } = useWords();
  const { api } = useSelf();
  const [, go] = useLocation();
  const [person, setPerson] = useState<Person | null>(null);
  const [relation, setRelation] = useState<(typeof RELATIONS)[number]>("child");
  const [terms, setTerms] = useState<FamilyCardTerms | null>(null);
  return (
    <article className="page">
      <PageHeader title={t("family.give")} back="/wallet/family" />
      <div className="page-body">
        {!person ? (
          <>
            <p className="page-note">{t("family.giveHelp")}</p>
            <PeoplePicker chosen={[]} without={new Set()} onChange={(chosen) => setPerson(chosen[0] ?? null)} />
          </>
        ) : (
          <>
            <div className="family-whom">
              <PersonAvatar person={person} size={56} />
              <h2>{personName(person)}</h2>
              <Button look="plain" size="small" onClick={() => setPerson(null)}>
                {t("family.another")}
              </Button>
            </div>
            <div className="choice" role="radiogroup" aria-label={t("family.relation")}>
              {RELATIONS.map((one) => (
                <label key={one}>
                  <input type="radio" name="relation" checked={one === relation} onChange={() => setRelation(one)} />
                  <span>{t(`relation.${one}`)}</span>
                </label>
              ))}
            </div>
            <div className="card-form">
              <FamilyTerms terms={terms} action={t("family.giveDo", { name: personName(person) })} onDone={setTerms} />
            </div>
          </>
        )}
      </div>
      {person && terms && (
        <PasswordSheet
          title={t("family.giveDo", { name: personName(person) })}
          onPassword={(password, request_id) => api.money.giveFamilyCard({ ...terms, person_id: person.id, relation, password, request_id })}
          onClose={() => setTerms(null)}
          onDone={() => go("/wallet/family")}
        >
          {t("family.monthly", { amount: yuan(terms.per_month_fen) })}
        </PasswordSheet>
      )}
    </article>
  );
}
