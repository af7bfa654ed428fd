package io.smartwms.platform.sample;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

@RepositoryRestResource(path = "notes", collectionResourceRel = "notes")
interface Notes extends JpaRepository<Note, Long> {

    Page<Note> findByText(@Param("text") String text, Pageable page);
}
