import GRDB

/// General facets by a sign of their own, so that the names of their exchanges are found.
extension Schema {
    /// Gives general facets negative numbers and their exchanges indexes by name; and lets those facets go into them whose
    /// model nobody ever served: each has a word of a client's, and they kept the room of those that count.
    static func signGeneralFacets(in db: Database) throws {
        try db.execute(sql: generalFacets)
        for id in try Int64.fetchAll(db, sql: unservedFacets) { try Facet.fold(id, in: db) }
    }

    private static let generalFacets = """
        UPDATE facet SET id = -id WHERE requested_model = '' AND served_target = '';
        UPDATE exchange SET facet_id = -facet_id WHERE facet_id IN (SELECT -id FROM facet WHERE id < 0);
        UPDATE rollup SET facet_id = -facet_id WHERE facet_id IN (SELECT -id FROM facet WHERE id < 0);
        CREATE INDEX exchange_by_general_model ON exchange (facet_id, requested_model, started_at_ms)
            WHERE facet_id < 0;
        CREATE INDEX exchange_by_general_target ON exchange (facet_id, served_target, started_at_ms)
            WHERE facet_id < 0;
        """

    /// Imported exchanges, which have no status, do not tell who served them.
    private static let unservedFacets = """
        SELECT id FROM facet WHERE id > 0 AND served_target = '' AND status <> 0 AND NOT EXISTS (
            SELECT 1 FROM facet AS s WHERE s.requested_model = facet.requested_model AND s.served_target > ''
        )
        """
}
