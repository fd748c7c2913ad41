-- What the newest request for a supplement asks for, component by component: the applicant is shown just that.
CREATE TABLE asked_component (
    dossier_id BIGINT NOT NULL REFERENCES dossier (id),
    component BIGINT NOT NULL,
    originals BIGINT NOT NULL,
    certified BIGINT NOT NULL,
    copies BIGINT NOT NULL,
    PRIMARY KEY (dossier_id, component)
) WITHOUT ROWID;
